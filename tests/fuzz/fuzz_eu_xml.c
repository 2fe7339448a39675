/* The EU list on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_eu_xml, "list.xml")
