/* The FollowTheMoney reader on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_ftm_json, "entities.ftm.json")
