/* The UK Sanctions List as XML on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_gb_xml, "UK-Sanctions-List.xml")
