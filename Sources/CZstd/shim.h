#pragma once

#if __has_include(<zstd.h>)
#include <zstd.h>
#else
#error "Firebreak needs the headers of zstd. Install them: apt-get install libzstd-dev (Debian, Ubuntu), dnf install libzstd-devel (Fedora), brew install zstd (Homebrew)."
#endif
