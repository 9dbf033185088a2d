#pragma once

#if __has_include(<json-c/json.h>)
#include <json-c/json.h>
#else
#error "Firebreak needs the headers of json-c. Install them: apt-get install libjson-c-dev (Debian, Ubuntu), dnf install json-c-devel (Fedora), brew install json-c (Homebrew)."
#endif
