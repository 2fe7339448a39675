/* Canadian regulations, English and French, on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_ca_regulation, "SOR-2014-58.xml")
