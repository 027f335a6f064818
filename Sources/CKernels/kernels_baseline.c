// The instructions that every processor of the architecture has.
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define SL_PATH baseline
#include "body/all.h"
