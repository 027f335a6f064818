// What is used of ONNX Runtime's C interface, which is opened while the program runs: nothing of it is needed to build.
#ifndef CNETWORKRUNTIME_H
#define CNETWORKRUNTIME_H

#include <stddef.h>
#include <stdint.h>

#endif
