#pragma once

/// How often memory was asked for so far, all threads together; 0 where the C library does not let itself be counted.
unsigned long allocation_count(void);
