// Opening the runtime's library, and telling whether it is one that can be used.
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "interface.h"

enum {
  // The version of the table that is asked for. Entries up to version 5 are used; this is the oldest library that was
  // tried, and older ones know little of what networks of today are made of.
  least_version = 20,
};

uint32_t network_least_version(void) { return least_version; }

// The library's version is told before a table is asked for: a request that it cannot serve is printed by it to
// standard error.
static bool version_is_served(const char *version, network_problem *problem) {
  unsigned major = 0, minor = 0;
  if (version == NULL || sscanf(version, "%u.%u", &major, &minor) != 2) {
    return network_fail(problem, NETWORK_WRONG_VERSION, "it doesn't tell its version");
  }
  if (major == 1 && minor >= least_version) return true;
  return network_fail(problem, NETWORK_WRONG_VERSION, version);
}

static bool prepare(network_runtime *runtime, network_problem *problem) {
  const ort_functions *functions = &runtime->functions;
  return network_succeeds(
             functions, functions->create_environment(ort_log_fatal, "sightline", &runtime->environment), problem)
      && network_succeeds(
             functions, functions->create_memory(ort_memory_of_arena, ort_memory_default, &runtime->memory), problem)
      && network_succeeds(functions, functions->default_allocator(&runtime->allocator), problem);
}

network_runtime *network_runtime_open(const char *path, network_problem *problem) {
  problem->status = NETWORK_SOUND;
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    const char *reason = dlerror();
    network_fail(problem, NETWORK_NO_LIBRARY, reason == NULL ? "no reason is known" : reason);
    return NULL;
  }
  const ort_base *(*get_base)(void) = (const ort_base *(*)(void))dlsym(library, "OrtGetApiBase");
  const ort_base *base = get_base == NULL ? NULL : get_base();
  if (base == NULL) {
    network_fail(problem, NETWORK_NO_RUNTIME, "");
    dlclose(library);
    return NULL;
  }
  const char *version = base->version();
  if (!version_is_served(version, problem)) return NULL;
  const ort_entry *table = base->table(least_version);
  if (table == NULL) {
    network_fail(problem, NETWORK_WRONG_VERSION, version);
    return NULL;
  }
  network_runtime *runtime = calloc(1, sizeof *runtime);
  if (runtime == NULL) {
    network_fail(problem, NETWORK_NO_MEMORY, "");
    return NULL;
  }
  network_collect_functions(table, &runtime->functions);
  runtime->version = version;
  if (prepare(runtime, problem)) return runtime;
  free(runtime);
  return NULL;
}

const char *network_runtime_version(const network_runtime *runtime) { return runtime->version; }
