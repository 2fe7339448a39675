/* Heads as they occur in 308 versions of the SDN list and the consolidated list. A number may contain anything,
 * so a head is known only by standing here; what does not is a note. */
#include "sources/ofac_head.h"

#define ID(text, property) \
	{ \
		text " ", OFAC_IDENTIFIER, PROP_##property \
	}
#define VALUE(text, property) \
	{ \
		text " ", OFAC_VALUE, PROP_##property \
	}
#define PROVISION(text) \
	{ \
		text, OFAC_PROVISION, PROP_PROVISIONS \
	}

static const struct ofac_head heads[] = {
    {"DOB ", OFAC_DATE, PROP_BIRTH_DATE},
    {"Organization Established Date ", OFAC_DATE, PROP_INCORPORATION_DATE},
    {"Aircraft Manufacture Date ", OFAC_DATE, PROP_BUILD_DATE},
    {"Vessel Year of Build ", OFAC_DATE, PROP_BUILD_DATE},
    {"nationality ", OFAC_COUNTRY, PROP_NATIONALITY},
    {"citizen ", OFAC_COUNTRY, PROP_CITIZENSHIP},
    {"Former Vessel Flag ", OFAC_COUNTRY, PROP_PAST_FLAGS},
    {"Other Vessel Flag ", OFAC_COUNTRY, PROP_FLAG},
    {"Vessel Flag ", OFAC_COUNTRY, PROP_FLAG},
    {"Nationality of Registration ", OFAC_COUNTRY, PROP_COUNTRY},
    {"Registration Country ", OFAC_COUNTRY, PROP_COUNTRY},
    {"Gender ", OFAC_GENDER, PROP_GENDER},
    {"a.k.a. ", OFAC_WEAK, PROP_WEAK_ALIAS},
    {"f.k.a. ", OFAC_WEAK, PROP_WEAK_ALIAS},
    {"n.k.a. ", OFAC_WEAK, PROP_WEAK_ALIAS},
    {"Linked To: ", OFAC_LINKED, PROP_OBJECT},
    {"Digital Currency Address - ", OFAC_WALLET, PROP_PUBLIC_KEY},
    {"Vessel Registration Identification IMO ", OFAC_CODE, PROP_IMO_NUMBER},
    {"Vessel Registration Identification MMSI ", OFAC_CODE, PROP_MMSI},
    {"MMSI ", OFAC_CODE, PROP_MMSI},

    {"Listing Date ", OFAC_LISTING, PROP_LISTING_DATE},
    PROVISION("Secondary sanctions risk:"),
    PROVISION("Transactions Prohibited For "),
    PROVISION("Additional Sanctions Information"),
    PROVISION("Executive Order "),
    PROVISION("IFCA Determination"),
    PROVISION("CAATSA Section "),
    PROVISION("Effective Date "),
    PROVISION("Purchase/Sales For Divestment Date "),
    PROVISION("For more information on directives"),
    PROVISION("for more information on directives"),
    PROVISION("Subject to Directive "),

    VALUE("POB", BIRTH_PLACE),
    VALUE("Website", WEBSITE),
    VALUE("Email Address", EMAIL),
    VALUE("Phone Number", PHONE),
    VALUE("Phone No.", PHONE),
    VALUE("PHONE", PHONE),
    VALUE("Telephone", PHONE),
    VALUE("Telephone:", PHONE),
    VALUE("Telephone No.", PHONE),
    VALUE("SWIFT/BIC", SWIFT_BIC),
    VALUE("ISIN", ISIN),
    VALUE("Equity Ticker", TICKER),
    VALUE("D-U-N-S Number", DUNS_CODE),
    VALUE("Organization Type:", CLASSIFICATION),
    VALUE("Target Type", CLASSIFICATION),
    VALUE("Other Vessel Type", TYPE),
    VALUE("Vessel Type", TYPE),
    VALUE("Other Vessel Call Sign", CALL_SIGN),
    VALUE("Vessel Call Sign", CALL_SIGN),
    VALUE("Gross Registered Tonnage", GROSS_TONNAGE),
    VALUE("Aircraft Model", MODEL),
    VALUE("Aircraft Operator", OPERATOR),
    VALUE("Vessel Operator", OPERATOR),
    VALUE("Aircraft Tail Number", REGISTRATION_NUMBER),
    VALUE("Previous Aircraft Tail Number", REGISTRATION_NUMBER),
    VALUE("Aircraft Manufacturer's Serial Number (MSN)", SERIAL_NUMBER),
    VALUE("Aircraft Construction Number (also called L/N or S/N or F/N)", SERIAL_NUMBER),
    VALUE("Aircraft Mode S Transponder Code", ID_NUMBER),

    {"Passport ", OFAC_PASSPORT, PROP_PASSPORT_NUMBER},
    {"Diplomatic Passport ", OFAC_PASSPORT, PROP_PASSPORT_NUMBER},
    {"Stateless Person Passport ", OFAC_PASSPORT, PROP_PASSPORT_NUMBER},
    {"British National Overseas Passport ", OFAC_PASSPORT, PROP_PASSPORT_NUMBER},
    {"U.S.A. Passport ", OFAC_PASSPORT, PROP_PASSPORT_NUMBER},
    {"Travel Document Number ", OFAC_PASSPORT, PROP_PASSPORT_NUMBER},

    ID("Tax ID No.", TAX_NUMBER),
    ID("NIT #", TAX_NUMBER),
    ID("RUC #", TAX_NUMBER),
    ID("RIF #", TAX_NUMBER),
    ID("R.F.C.", TAX_NUMBER),
    ID("R.F.C. #", TAX_NUMBER),
    ID("C.I.F.", TAX_NUMBER),
    ID("N.I.F.", TAX_NUMBER),
    ID("C.U.I.T.", TAX_NUMBER),
    ID("RTN", TAX_NUMBER),
    ID("US FEIN", TAX_NUMBER),
    ID("V.A.T. Number", TAX_NUMBER),
    ID("Italian Fiscal Code", TAX_NUMBER),
    ID("Italian Fiscal Code:", TAX_NUMBER),
    ID("Fiscal Code", TAX_NUMBER),
    ID("Romanian Tax Registration", TAX_NUMBER),
    ID("Paraguayan tax identification number", TAX_NUMBER),

    ID("Registration Number", REGISTRATION_NUMBER),
    ID("Registration ID", REGISTRATION_NUMBER),
    ID("Registration Certificate Number (Dubai)", REGISTRATION_NUMBER),
    ID("Business Registration Number", REGISTRATION_NUMBER),
    ID("Business Registration Document #", REGISTRATION_NUMBER),
    ID("Business Number", REGISTRATION_NUMBER),
    ID("Company Number", REGISTRATION_NUMBER),
    ID("Company Number IMO", REGISTRATION_NUMBER),
    ID("UK Company Number", REGISTRATION_NUMBER),
    ID("Commercial Registry Number", REGISTRATION_NUMBER),
    ID("Unified Social Credit Code (USCC)", REGISTRATION_NUMBER),
    ID("Unified Social Credit Code", REGISTRATION_NUMBER),
    ID("United Social Credit Code Certificate (USCCC)", REGISTRATION_NUMBER),
    ID("Legal Entity Number", REGISTRATION_NUMBER),
    ID("Government Gazette Number", REGISTRATION_NUMBER),
    ID("Folio Mercantil No.", REGISTRATION_NUMBER),
    ID("Matricula Mercantil No", REGISTRATION_NUMBER),
    ID("Matricula Mercantil No.", REGISTRATION_NUMBER),
    ID("Chamber of Commerce Number", REGISTRATION_NUMBER),
    ID("Istanbul Chamber of Comm. No.", REGISTRATION_NUMBER),
    ID("Dubai Chamber of Commerce Membership No.", REGISTRATION_NUMBER),
    ID("Central Registration System Number", REGISTRATION_NUMBER),
    ID("Economic Register Number (CBLS)", REGISTRATION_NUMBER),
    ID("Economic Register Number", REGISTRATION_NUMBER),
    ID("C.R. No.", REGISTRATION_NUMBER),
    ID("Romanian C.R.", REGISTRATION_NUMBER),
    ID("C.I.N.", REGISTRATION_NUMBER),
    ID("Public Registration Number", REGISTRATION_NUMBER),
    ID("Enterprise Number", REGISTRATION_NUMBER),
    ID("Branch Unit Number", REGISTRATION_NUMBER),
    ID("Trade License No.", REGISTRATION_NUMBER),
    ID("Tourism License No.", REGISTRATION_NUMBER),
    ID("License", REGISTRATION_NUMBER),
    ID("Afghan Money Service Provider License Number", REGISTRATION_NUMBER),
    ID("MSB Registration Number", REGISTRATION_NUMBER),
    ID("Registered Charity No.", REGISTRATION_NUMBER),
    ID("Certificate of Incorporation Number", REGISTRATION_NUMBER),
    ID("Permit Number", REGISTRATION_NUMBER),
    ID("File Number", REGISTRATION_NUMBER),
    ID("BIK (RU)", REGISTRATION_NUMBER),
    ID("MICEX Code", REGISTRATION_NUMBER),
    ID("Russian State Individual Business Registration Number", REGISTRATION_NUMBER),
    ID("Russian State Individual Business Registration Number Pattern (OGRNIP)", REGISTRATION_NUMBER),
    ID("Vessel Registration Identification", REGISTRATION_NUMBER),
    ID("International Maritime Organization No.", REGISTRATION_NUMBER),

    ID("National ID No.", ID_NUMBER),
    ID("National ID No.:", ID_NUMBER),
    ID("National Foreign ID Number", ID_NUMBER),
    ID("Identification Number", ID_NUMBER),
    ID("Turkish Identification Number", ID_NUMBER),
    ID("Turkish Identificiation Number", ID_NUMBER),
    ID("UAE Identification", ID_NUMBER),
    ID("Cedula No.", ID_NUMBER),
    ID("C.U.R.P.", ID_NUMBER),
    ID("C.U.R.P. #", ID_NUMBER),
    ID("C.U.I.", ID_NUMBER),
    ID("C.U.I.P.", ID_NUMBER),
    ID("D.N.I.", ID_NUMBER),
    ID("N.I.E.", ID_NUMBER),
    ID("I.F.E.", ID_NUMBER),
    ID("SSN", ID_NUMBER),
    ID("LE Number", ID_NUMBER),
    ID("Numero de Identidad", ID_NUMBER),
    ID("Personal ID Card", ID_NUMBER),
    ID("Bosnian Personal ID No.", ID_NUMBER),
    ID("Moroccan Personal ID No.", ID_NUMBER),
    ID("Kenyan ID No.", ID_NUMBER),
    ID("Tazkira National ID Card", ID_NUMBER),
    ID("Stateless Person ID Card", ID_NUMBER),
    ID("Refugee ID Card", ID_NUMBER),
    ID("Citizen's Card Number", ID_NUMBER),
    ID("Birth Certificate Number", ID_NUMBER),
    ID("Driver's License No.", ID_NUMBER),
    ID("Pilot License Number", ID_NUMBER),
    ID("Electoral Registry No.", ID_NUMBER),
    ID("Credencial electoral", ID_NUMBER),
    ID("Cartilla de Servicio Militar Nacional", ID_NUMBER),
    ID("Military Registration Number", ID_NUMBER),
    ID("Residency Number", ID_NUMBER),
    ID("Immigration No.", ID_NUMBER),
    ID("Public Security and Immigration No.", ID_NUMBER),
    ID("VisaNumberID", ID_NUMBER),
    ID("SRE Permit No.", ID_NUMBER),
    ID("Seafarer's Identification Document", ID_NUMBER),
    ID("Chinese Commercial Code", ID_NUMBER),
    ID("Serial No.", ID_NUMBER),
};

#undef ID
#undef VALUE
#undef PROVISION

const struct ofac_head *ofac_head_find(str token)
{
	const struct ofac_head *best = NULL;
	size_t best_len = 0;

	for (size_t i = 0; token.len && i < sizeof heads / sizeof *heads; i++) {
		if (heads[i].text[0] != token.ptr[0])
			continue;
		str head = str_from(heads[i].text);
		if (head.len > best_len && str_starts(token, head)) {
			best = &heads[i];
			best_len = head.len;
		}
	}
	return best;
}
