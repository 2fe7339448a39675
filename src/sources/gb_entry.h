/* A target of the United Kingdom's lists, collected from rows. Inner header of gb_xml.c and gb_csv.c.
 *
 * The list is published as XML and as CSV, and its predecessor (OFSI's consolidated list) as CSV. The CSV files are
 * the XML flattened: several rows a target, each a combination of one name, one address, one birth date. So all
 * are read as rows: a row is what stands together (the parts of a name, the lines of an address); the target
 * is the set of what its rows say. */
#ifndef SOURCES_GB_ENTRY_H
#define SOURCES_GB_ENTRY_H

#include "sources/say.h"

enum gb_field {
	GB_UNKNOWN,
	GB_ID,
	GB_GROUP_ID,
	GB_UN_REFERENCE,
	GB_LAST_UPDATED,
	GB_DESIGNATED,
	GB_LISTED_ON,
	GB_NAME_1,
	GB_NAME_2,
	GB_NAME_3,
	GB_NAME_4,
	GB_NAME_5,
	GB_NAME_6,
	GB_NAME_TYPE,
	GB_NAME_STRENGTH,
	GB_SCRIPT_NAME,
	GB_SCRIPT_TYPE,
	GB_SCRIPT_LANGUAGE,
	GB_TITLE,
	GB_REGIME,
	GB_KIND,
	GB_DESIGNATED_BY,
	GB_IMPOSED,
	GB_OTHER,
	GB_REASONS,
	GB_ADDRESS_1,
	GB_ADDRESS_2,
	GB_ADDRESS_3,
	GB_ADDRESS_4,
	GB_ADDRESS_5,
	GB_ADDRESS_6,
	GB_POSTAL_CODE,
	GB_COUNTRY,
	GB_PHONE,
	GB_WEBSITE,
	GB_EMAIL,
	GB_BORN,
	GB_BIRTH_TOWN,
	GB_BIRTH_COUNTRY,
	GB_NATIONALITY,
	GB_PASSPORT,
	GB_PASSPORT_NOTE,
	GB_NATIONAL_ID,
	GB_NATIONAL_ID_NOTE,
	GB_POSITION,
	GB_GENDER,
	GB_LEGAL_FORM,
	GB_SUBSIDIARY,
	GB_PARENT,
	GB_REGISTRATION,
	GB_IMO,
	GB_OWNER,
	GB_PREVIOUS_OWNER,
	GB_FLAG,
	GB_PREVIOUS_FLAG,
	GB_SHIP_TYPE,
	GB_TONNAGE,
	GB_LENGTH,
	GB_YEAR_BUILT,
	GB_HULL,
	GB_FIELD_COUNT
};

/** By the header of a column or the name of an XML element; GB_UNKNOWN when it is new. */
enum gb_field gb_field_of(str name);

struct gb_row {
	str cell[GB_FIELD_COUNT];
};

enum { GB_VALUES_MAX = 4096 }; /* different values of one target; more is an error */

/** A value with what belongs to it; which field it is tells what it means. */
struct gb_value {
	enum gb_field field;
	enum model_property property; /* of a name */
	str value, extra;
};

struct gb_entry {
	struct say say;        /* its arena holds the values */
	const char *authority; /* who lists */
	VEC(struct gb_value) values;
	str id;    /* empty: no entry is open */
	bool full; /* sticky: more than GB_VALUES_MAX */
	ties_error *err;
};

/** Opens the entry with that id; the one before must have been emitted. Copies. */
void gb_entry_begin(struct gb_entry *e, str id, uint64_t line);
/** Adds what the row says; a value said before is not added again. Copies. */
void gb_entry_add(struct gb_entry *e, const struct gb_row *row);
void gb_entry_add_unmapped(struct gb_entry *e, str field, str value);
/** Emits the records of the open entry, if any: Person, Organization or Vessel, its Sanction, a Passport or
 *  Identification where there is a note to it, owners and subsidiaries. A target without a name is rejected. */
ties_code gb_entry_emit(struct gb_entry *e);
void gb_entry_finish(struct gb_entry *e);

#endif
