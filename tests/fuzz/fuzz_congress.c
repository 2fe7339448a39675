/* The reader of the Congress files on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_congress_yaml, "legislators-current.yaml")
