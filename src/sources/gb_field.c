/* Columns of the United Kingdom's CSV files and elements of its XML: one table, since they differ only in blanks,
 * capitals and signs ("Type of ship", "TypeOfShip"). */
#include "sources/gb_entry.h"

enum { KEY_MAX = 48 };

struct name {
	const char *key; /* letters and digits in lower case */
	enum gb_field field;
};

static const struct name names[] = {
    {"uniqueid", GB_ID},
    {"ofsigroupid", GB_GROUP_ID},
    {"groupid", GB_GROUP_ID},
    {"unreferencenumber", GB_UN_REFERENCE},
    {"lastupdated", GB_LAST_UPDATED},
    {"datedesignated", GB_DESIGNATED},
    {"uksanctionslistdatedesignated", GB_DESIGNATED},
    {"listedon", GB_LISTED_ON},
    {"name1", GB_NAME_1},
    {"name2", GB_NAME_2},
    {"name3", GB_NAME_3},
    {"name4", GB_NAME_4},
    {"name5", GB_NAME_5},
    {"name6", GB_NAME_6},
    {"nametype", GB_NAME_TYPE},
    {"aliastype", GB_NAME_TYPE},
    {"aliasstrength", GB_NAME_STRENGTH},
    {"aliasquality", GB_NAME_STRENGTH},
    {"namenonlatinscript", GB_SCRIPT_NAME},
    {"nonlatinscripttype", GB_SCRIPT_TYPE},
    {"nonlatinscriptlanguage", GB_SCRIPT_LANGUAGE},
    {"title", GB_TITLE},
    {"regime", GB_REGIME},
    {"regimename", GB_REGIME},
    {"grouptype", GB_KIND},
    {"designationtype", GB_KIND},
    {"individualentityship", GB_KIND},
    {"designationsource", GB_DESIGNATED_BY},
    {"sanctionsimposed", GB_IMPOSED},
    {"otherinformation", GB_OTHER},
    {"ukstatementofreasons", GB_REASONS},
    {"address1", GB_ADDRESS_1},
    {"address2", GB_ADDRESS_2},
    {"address3", GB_ADDRESS_3},
    {"address4", GB_ADDRESS_4},
    {"address5", GB_ADDRESS_5},
    {"address6", GB_ADDRESS_6},
    {"addressline1", GB_ADDRESS_1},
    {"addressline2", GB_ADDRESS_2},
    {"addressline3", GB_ADDRESS_3},
    {"addressline4", GB_ADDRESS_4},
    {"addressline5", GB_ADDRESS_5},
    {"addressline6", GB_ADDRESS_6},
    {"postzipcode", GB_POSTAL_CODE},
    {"addresspostalcode", GB_POSTAL_CODE},
    {"country", GB_COUNTRY},
    {"addresscountry", GB_COUNTRY},
    {"phonenumber", GB_PHONE},
    {"website", GB_WEBSITE},
    {"emailaddress", GB_EMAIL},
    {"dob", GB_BORN},
    {"townofbirth", GB_BIRTH_TOWN},
    {"countryofbirth", GB_BIRTH_COUNTRY},
    {"nationality", GB_NATIONALITY},
    {"nationalityies", GB_NATIONALITY},
    {"passportnumber", GB_PASSPORT},
    {"passportdetails", GB_PASSPORT_NOTE},
    {"passportadditionalinformation", GB_PASSPORT_NOTE},
    {"ninumber", GB_NATIONAL_ID},
    {"nationalidentificationnumber", GB_NATIONAL_ID},
    {"nationalidentifiernumber", GB_NATIONAL_ID},
    {"nationalidentificationdetails", GB_NATIONAL_ID_NOTE},
    {"nationalidentifieradditionalinformation", GB_NATIONAL_ID_NOTE},
    {"position", GB_POSITION},
    {"gender", GB_GENDER},
    {"typeofentity", GB_LEGAL_FORM},
    {"subsidiary", GB_SUBSIDIARY},
    {"subsidiaries", GB_SUBSIDIARY},
    {"parentcompany", GB_PARENT},
    {"businessregistrationnumber", GB_REGISTRATION},
    {"businessregistrationnumbers", GB_REGISTRATION},
    {"imonumber", GB_IMO},
    {"currentowneroperator", GB_OWNER},
    {"currentowneroperators", GB_OWNER},
    {"previousowneroperator", GB_PREVIOUS_OWNER},
    {"previousowneroperators", GB_PREVIOUS_OWNER},
    {"currentbelievedflagofship", GB_FLAG},
    {"previousflag", GB_PREVIOUS_FLAG},
    {"previousflags", GB_PREVIOUS_FLAG},
    {"typeofship", GB_SHIP_TYPE},
    {"tonnageofship", GB_TONNAGE},
    {"lengthofship", GB_LENGTH},
    {"yearbuilt", GB_YEAR_BUILT},
    {"hullidentificationnumber", GB_HULL},
    {"hullidentificationnumberhin", GB_HULL},
};

enum gb_field gb_field_of(str name)
{
	char key[KEY_MAX];
	size_t n = 0;

	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		c = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9'))
			continue;
		if (n == KEY_MAX)
			return GB_UNKNOWN;
		key[n++] = c;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is((str){key, n}, names[i].key))
			return names[i].field;
	return GB_UNKNOWN;
}
