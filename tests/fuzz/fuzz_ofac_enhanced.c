/* The reader of OFAC's enhanced XML and delta files on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_ofac_delta, "delta.xml")
