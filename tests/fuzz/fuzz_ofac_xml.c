/* The reader of OFAC's XML lists on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_ofac_xml, "sdn.xml")
