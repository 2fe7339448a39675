/* The reader of OFAC's advanced XML lists on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_ofac_advanced, "sdn_advanced.xml")
