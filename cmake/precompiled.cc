#define FUPAN_JSON_TEMPLATE template
#include "cmake/precompiled.h"
