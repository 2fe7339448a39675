/* The heads of OFAC remarks: what a token begins with says what it is. */
#ifndef SOURCES_OFAC_HEAD_H
#define SOURCES_OFAC_HEAD_H

#include "model/model.h"

enum ofac_kind {
	OFAC_NOTE,    /* none of these */
	OFAC_VALUE,   /* the rest is the value of `property` */
	OFAC_DATE,    /* the rest is a date in prose */
	OFAC_COUNTRY, /* the rest is a country */
	OFAC_GENDER,
	OFAC_WEAK,       /* a weak alias in single quotes */
	OFAC_LINKED,     /* the name of another entry */
	OFAC_PROVISION,  /* a legal note: the whole token */
	OFAC_LISTING,    /* a legal note with a listing date */
	OFAC_PASSPORT,   /* a document of its own, Passport */
	OFAC_IDENTIFIER, /* a document of its own, Identification, and `property` of the entry */
	OFAC_WALLET,     /* CURRENCY ADDRESS */
	OFAC_CODE        /* `property` behind a word that is dropped ("IMO 7406784") */
};

struct ofac_head {
	const char *text; /* with the blank that ends it where a word must end */
	enum ofac_kind kind;
	enum model_property property;
};

/** The longest known head that `token` begins with, NULL. O(heads). */
const struct ofac_head *ofac_head_find(str token);

#endif
