#include "CNetworkRuntime.h"
