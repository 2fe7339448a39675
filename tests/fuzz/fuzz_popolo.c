/* The reader of Popolo files on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_popolo, "popolo.json")
