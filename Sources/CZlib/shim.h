#pragma once

#if __has_include(<zlib.h>)
#include <zlib.h>
#else
#error "Firebreak needs the headers of z. Install them: apt-get install zlib1g-dev (Debian, Ubuntu), dnf install zlib-devel (Fedora), brew install zlib (Homebrew)."
#endif
