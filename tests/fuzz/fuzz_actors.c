/* The reader of actor dictionaries on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_actors, "own.actors.txt")
