// The instructions that every processor of the architecture has.
#define SL_PATH baseline
#include "body/all.h"
