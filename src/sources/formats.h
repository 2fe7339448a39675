/* The formats that registry.c lists: each is defined beside its reader. */
#ifndef SOURCES_FORMATS_H
#define SOURCES_FORMATS_H

#include "sources/source.h"

extern const struct source_format source_ofac_csv;
extern const struct source_format source_ofac_xml;
extern const struct source_format source_ofac_advanced;
extern const struct source_format source_ofac_enhanced;
extern const struct source_format source_ofac_extract;
extern const struct source_format source_ofac_delta;
extern const struct source_format source_un_xml;
extern const struct source_format source_ca_regulation;
extern const struct source_format source_eu_csv;
extern const struct source_format source_wb_json;
extern const struct source_format source_ch_xml;
extern const struct source_format source_eu_xml;
extern const struct source_format source_gb_ofsi;
extern const struct source_format source_gb_csv;
extern const struct source_format source_gb_xml;
extern const struct source_format source_ca_feed;
extern const struct source_format source_ca_sema;
extern const struct source_format source_congress_yaml;
extern const struct source_format source_ftm_json;
extern const struct source_format source_delta;
extern const struct source_format source_popolo;
extern const struct source_format source_senzing;
extern const struct source_format source_actors;
extern const struct source_format source_statements_csv;
extern const struct source_format source_reference;
extern const struct source_format source_plain_csv;
extern const struct source_format source_exported_json;
extern const struct source_format source_exported_csv;

#endif
