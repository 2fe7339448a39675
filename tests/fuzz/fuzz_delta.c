/* The reader of FollowTheMoney delta files on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_delta, "entities.delta.json")
