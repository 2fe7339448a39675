/* The reader of the curated files on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_reference, "actors.csv")
