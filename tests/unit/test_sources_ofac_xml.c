/* OFAC's XML formats: an entry gives the records that its CSV rows give; quirks, refusals, real lists. */
#include "base/buf.h"
#include "cases.h"
#include "source_records.h"
#include "sources/formats.h"

#include "fixture.h"

#define OFAC_DATA TIES_SOURCE_DIR "/../shared/data/ofac/"

/* ---- one entry in three formats ---------------------------------------------------------------------------- */

static const char *const csv_rows[] = {
    "36,\"DOE, John Q\",\"individual\",\"SDGT] [SYRIA\",\"Minister of X; Deputy of Y\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"
    "\"DOB 12 Feb 1961; POB Shati; citizen Iran; Gender Male; Passport D900 (Iran) issued 01 Jan 2001 expires 02 Feb "
    "2011; Website www.x.example; a.k.a. 'MICKY'; HAMAS - Gaza; Linked To: AVICAL S.A.\"\r\n"
    "40,\"AVICAL S.A.\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
    "50,\"SEA STAR\",\"vessel\",\"CUBA\",-0- ,\"T2EA4\",\"Cargo\",\"1,500\",\"900\",\"Panama\",-0- ,"
    "\"Vessel Registration Identification IMO 7406784.\"\r\n",
    "36,7,\"aka\",\"DO, John\",-0- \r\n36,8,\"fka\",\"ROE, John\",-0- \r\n",
    "36,25,\"1 A St., Apt 2\",\"Gaza, West Bank 461040\",\"Palestinian\",-0- \r\n"};

static const char *const sdn_xml =
    "<?xml version=\"1.0\"?><sdnList xmlns=\"http://tempuri.org/sdnList.xsd\"><publshInformation>"
    "<Publish_Date>03/28/2025</Publish_Date><Record_Count>3</Record_Count></publshInformation>\n"
    "<sdnEntry><uid>36</uid><firstName>John Q</firstName><lastName>DOE</lastName><title>Minister of X; Deputy of Y"
    "</title><sdnType>Individual</sdnType><remarks>HAMAS - Gaza; (Linked To: AVICAL S.A.)</remarks>"
    "<programList><program>SDGT</program><program>SYRIA</program></programList>"
    "<idList><id><uid>1</uid><idType>Passport</idType><idNumber>D900</idNumber><idCountry>Iran</idCountry>"
    "<issueDate>01 Jan 2001</issueDate><expirationDate>02 Feb 2011</expirationDate></id>"
    "<id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>"
    "<id><uid>3</uid><idType>Website</idType><idNumber>www.x.example</idNumber></id></idList>"
    "<akaList><aka><uid>7</uid><type>a.k.a.</type><category>strong</category><lastName>DO</lastName>"
    "<firstName>John</firstName></aka>"
    "<aka><uid>8</uid><type>f.k.a.</type><category>strong</category><lastName>ROE</lastName>"
    "<firstName>John</firstName></aka>"
    "<aka><uid>9</uid><type>a.k.a.</type><category>weak</category><lastName>MICKY</lastName></aka></akaList>"
    "<addressList><address><uid>25</uid><address1>1 A St.</address1><address2>Apt 2</address2><city>Gaza</city>"
    "<stateOrProvince>West Bank</stateOrProvince><postalCode>461040</postalCode><country>Palestinian</country>"
    "</address></addressList>"
    "<citizenshipList><citizenship><uid>4</uid><country>Iran</country><mainEntry>true</mainEntry></citizenship>"
    "</citizenshipList>"
    "<dateOfBirthList><dateOfBirthItem><uid>5</uid><dateOfBirth>12 Feb 1961</dateOfBirth><mainEntry>true</mainEntry>"
    "</dateOfBirthItem></dateOfBirthList>"
    "<placeOfBirthList><placeOfBirthItem><uid>6</uid><placeOfBirth>Shati</placeOfBirth><mainEntry>true</mainEntry>"
    "</placeOfBirthItem></placeOfBirthList></sdnEntry>\n"
    "<sdnEntry><uid>40</uid><lastName>AVICAL S.A.</lastName><sdnType>Entity</sdnType>"
    "<programList><program>CUBA</program></programList></sdnEntry>\n"
    "<sdnEntry><uid>50</uid><lastName>SEA\n  STAR</lastName><sdnType>Vessel</sdnType>"
    "<programList><program>CUBA</program></programList>"
    "<idList><id><idType>Vessel Registration Identification</idType><idNumber>IMO 7406784</idNumber></id></idList>"
    "<vesselInfo><callSign>T2EA4</callSign><vesselType>Cargo</vesselType><vesselFlag>Panama</vesselFlag>"
    "<tonnage>1,500</tonnage><grossRegisteredTonnage>900</grossRegisteredTonnage></vesselInfo></sdnEntry></sdnList>";

#define ADVANCED_TABLES \
	"<?xml version=\"1.0\"?><Sanctions xmlns=\"http://www.un.org/sanctions/1.0\" Version=\"3\">\n" \
	"<DateOfIssue CalendarTypeID=\"1\"><Year>2020</Year><Month>3</Month><Day>17</Day></DateOfIssue>" \
	"<ReferenceValueSets><AliasTypeValues><AliasType ID=\"1400\">A.K.A.</AliasType>" \
	"<AliasType ID=\"1401\">F.K.A.</AliasType><AliasType ID=\"1403\">Name</AliasType></AliasTypeValues>" \
	"<CountryValues><Country ID=\"1\" ISO2=\"IR\">Iran</Country><Country ID=\"2\" " \
	"ISO2=\"PS\">Palestinian</Country>" \
	"<Country ID=\"3\" ISO2=\"PA\">Panama</Country></CountryValues>" \
	"<DetailReferenceValues><DetailReference ID=\"91526\">Male</DetailReference></DetailReferenceValues>" \
	"<EntryEventTypeValues><EntryEventType ID=\"1\">Created</EntryEventType></EntryEventTypeValues>" \
	"<FeatureTypeValues><FeatureType ID=\"8\">Birthdate</FeatureType><FeatureType ID=\"9\">Place of Birth" \
	"</FeatureType><FeatureType ID=\"11\">Citizenship Country</FeatureType><FeatureType ID=\"14\">Website" \
	"</FeatureType><FeatureType ID=\"25\">Location</FeatureType><FeatureType ID=\"26\">Title</FeatureType>" \
	"<FeatureType ID=\"224\">Gender</FeatureType><FeatureType ID=\"2\">VESSEL TYPE</FeatureType>" \
	"<FeatureType ID=\"1\">Vessel Call Sign</FeatureType><FeatureType ID=\"3\">Vessel Flag</FeatureType>" \
	"<FeatureType ID=\"5\">Vessel Tonnage</FeatureType><FeatureType ID=\"6\">Vessel Gross Registered Tonnage" \
	"</FeatureType></FeatureTypeValues><IDRegDocDateTypeValues><IDRegDocDateType ID=\"1480\">Issue Date" \
	"</IDRegDocDateType><IDRegDocDateType ID=\"1481\">Expiration Date</IDRegDocDateType></IDRegDocDateTypeValues>" \
	"<IDRegDocTypeValues><IDRegDocType ID=\"1571\">Passport</IDRegDocType><IDRegDocType ID=\"1626\">Vessel " \
	"Registration Identification</IDRegDocType></IDRegDocTypeValues>" \
	"<LegalBasisValues><LegalBasis ID=\"1\">Unknown</LegalBasis><LegalBasis ID=\"7\">Executive Order 13224" \
	"</LegalBasis></LegalBasisValues><ListValues><List ID=\"1550\">SDN List</List><List " \
	"ID=\"91512\">Consolidated " \
	"List</List></ListValues><LocPartTypeValues><LocPartType ID=\"1451\">ADDRESS1</LocPartType>" \
	"<LocPartType ID=\"1452\">ADDRESS2</LocPartType><LocPartType ID=\"1454\">CITY</LocPartType>" \
	"<LocPartType ID=\"1455\">STATE/PROVINCE</LocPartType><LocPartType ID=\"1456\">POSTAL CODE</LocPartType>" \
	"</LocPartTypeValues><NamePartTypeValues><NamePartType ID=\"1520\">Last Name</NamePartType>" \
	"<NamePartType ID=\"1521\">First Name</NamePartType><NamePartType ID=\"1522\">Middle Name</NamePartType>" \
	"<NamePartType ID=\"1525\">Entity Name</NamePartType></NamePartTypeValues><PartySubTypeValues>" \
	"<PartySubType ID=\"1\" PartyTypeID=\"4\">Vessel</PartySubType><PartySubType ID=\"3\" " \
	"PartyTypeID=\"2\">Unknown" \
	"</PartySubType><PartySubType ID=\"4\" PartyTypeID=\"1\">Unknown</PartySubType></PartySubTypeValues>" \
	"<PartyTypeValues><PartyType ID=\"1\">Individual</PartyType><PartyType ID=\"2\">Entity</PartyType>" \
	"<PartyType ID=\"4\">Transport</PartyType></PartyTypeValues><RelationTypeValues><RelationType " \
	"ID=\"15003\">Owned or " \
	"Controlled By</RelationType><RelationType ID=\"15001\">Providing support " \
	"to</RelationType></RelationTypeValues>" \
	"<SanctionsTypeValues><SanctionsType ID=\"1705\">Block</SanctionsType><SanctionsType ID=\"1\">Program" \
	"</SanctionsType></SanctionsTypeValues><ValidityValues><Validity ID=\"1\">Valid</Validity>" \
	"<Validity ID=\"2\">Fraudulent</Validity></ValidityValues></ReferenceValueSets>\n"

#define DAY(tag, y, m, d) "<" tag "><Year>" y "</Year><Month>" m "</Month><Day>" d "</Day></" tag ">"
#define ONE_DAY(y, m, d) \
	"<DatePeriod><Start Approximate=\"false\">" DAY("From", y, m, d) \
	    DAY("To", y, m, d) "</Start><End Approximate=\"false\">" DAY("From", y, m, d) \
	        DAY("To", y, m, d) "</End></DatePeriod>"
#define PART(group, text) \
	"<DocumentedNamePart><NamePartValue NamePartGroupID=\"" group "\">" text "</NamePartValue></" \
	"DocumentedNamePart>"
#define GROUP(id, type) \
	"<MasterNamePartGroup><NamePartGroup ID=\"" id "\" NamePartTypeID=\"" type "\"/></MasterNamePartGroup>"
#define ALIAS(type, primary, low, parts) \
	"<Alias AliasTypeID=\"" type "\" Primary=\"" primary "\" LowQuality=\"" low \
	"\"><DocumentedName ID=\"1\" DocNameStatusID=\"1\">" parts "</DocumentedName></Alias>"
#define FEATURE(type, inner) \
	"<Feature ID=\"1\" FeatureTypeID=\"" type "\"><FeatureVersion ID=\"1\" ReliabilityID=\"1\"><Comment/>" inner \
	"</FeatureVersion></Feature>"
#define TEXT(value) "<VersionDetail DetailTypeID=\"1432\">" value "</VersionDetail>"
#define ENTRY(profile, list, rest) \
	"<SanctionsEntry ID=\"9\" ProfileID=\"" profile "\" ListID=\"" list "\">" rest "</SanctionsEntry>"
#define EVENT(basis, y, m, d) \
	"<EntryEvent EntryEventTypeID=\"1\" LegalBasisID=\"" basis "\"><Comment/>" DAY("Date", y, m, d) "</" \
	                                                                                                "EntryEvent>"
#define PROGRAMME(tag) "<SanctionsMeasure SanctionsTypeID=\"1\"><Comment>" tag "</Comment></SanctionsMeasure>"

static const char *const advanced_xml = ADVANCED_TABLES
    "<Locations><Location ID=\"25\"><LocationAreaCode AreaCodeID=\"2\"/><LocationCountry CountryID=\"2\"/>"
    "<LocationPart LocPartTypeID=\"1451\"><LocationPartValue><Comment/><Value>1 A St.</Value></LocationPartValue>"
    "</LocationPart><LocationPart LocPartTypeID=\"1452\"><LocationPartValue><Value>Apt 2</Value></LocationPartValue>"
    "</LocationPart><LocationPart LocPartTypeID=\"1454\"><LocationPartValue><Value>Gaza</Value></LocationPartValue>"
    "</LocationPart><LocationPart LocPartTypeID=\"1455\"><LocationPartValue><Value>West Bank</Value>"
    "</LocationPartValue></LocationPart><LocationPart LocPartTypeID=\"1456\"><LocationPartValue><Value>461040</Value>"
    "</LocationPartValue></LocationPart></Location>"
    "<Location ID=\"26\"><LocationCountry CountryID=\"1\"/></Location>"
    "<Location ID=\"27\"><LocationCountry CountryID=\"3\"/></Location></Locations>\n"
    "<IDRegDocuments><IDRegDocument ID=\"1\" IDRegDocTypeID=\"1571\" IdentityID=\"1978\" IssuedBy-CountryID=\"1\" "
    "ValidityID=\"2\"><Comment/><IDRegistrationNo>D900</IDRegistrationNo><IssuingAuthority/>"
    "<DocumentDate IDRegDocDateTypeID=\"1480\">" ONE_DAY(
        "2001", "1",
        "1") "</DocumentDate>"
             "<DocumentDate IDRegDocDateTypeID=\"1481\">" ONE_DAY(
                 "2011", "2",
                 "2") "</DocumentDate></IDRegDocument>"
                      "<IDRegDocument ID=\"2\" IDRegDocTypeID=\"1626\" IdentityID=\"1980\" ValidityID=\"1\">"
                      "<IDRegistrationNo>IMO 7406784</IDRegistrationNo></IDRegDocument></IDRegDocuments>\n"
                      "<DistinctParties><DistinctParty FixedRef=\"36\"><Comment>HAMAS - Gaza</Comment>"
                      "<Profile ID=\"36\" PartySubTypeID=\"4\"><Identity ID=\"1978\" Primary=\"true\">" ALIAS(
                          "1403", "true", "false",
                          PART("1", "DOE") PART("2", "John")
                              PART("3", "Q")) ALIAS("1400", "false", "false",
                                                    PART("1", "DO") PART("2", "John")) ALIAS("1401", "false", "false",
                                                                                             PART("1", "ROE")
                                                                                                 PART("2", "John"))
                          ALIAS("1400", "false", "true", PART("1", "MICKY")) "<NamePartGroups>" GROUP("1", "1520") GROUP("2", "1521") GROUP("3", "1522") "</NamePartGroups></Identity>" FEATURE(
                              "8",
                              ONE_DAY(
                                  "1961",
                                  "2",
                                  "12") "<VersionDetail DetailTypeID=\"1430\"/>") FEATURE("9",
                                                                                          TEXT(
                                                                                              "Shati")) FEATURE("1"
                                                                                                                "1",
                                                                                                                "<V"
                                                                                                                "er"
                                                                                                                "si"
                                                                                                                "on"
                                                                                                                "De"
                                                                                                                "ta"
                                                                                                                "il"
                                                                                                                " D"
                                                                                                                "et"
                                                                                                                "ai"
                                                                                                                "lT"
                                                                                                                "yp"
                                                                                                                "eI"
                                                                                                                "D="
                                                                                                                "\""
                                                                                                                "14"
                                                                                                                "33"
                                                                                                                "\""
                                                                                                                "/>"
                                                                                                                "<V"
                                                                                                                "er"
                                                                                                                "si"
                                                                                                                "on"
                                                                                                                "Lo"
                                                                                                                "ca"
                                                                                                                "ti"
                                                                                                                "on"
                                                                                                                " "
                                                                                                                "Lo"
                                                                                                                "ca"
                                                                                                                "ti"
                                                                                                                "on"
                                                                                                                "ID"
                                                                                                                "="
                                                                                                                "\""
                                                                                                                "26"
                                                                                                                "\""
                                                                                                                "/"
                                                                                                                ">") FEATURE("224",
                                                                                                                             "<VersionDetail "
                                                                                                                             "DetailTypeID=\"1431\" "
                                                                                                                             "DetailReferenceID=\"91526\"/>")
                              FEATURE("14", TEXT("www.x.example")) FEATURE("26", TEXT("Minister of X")) FEATURE("26", TEXT("Deputy of Y")) FEATURE(
                                  "25",
                                  "<VersionLocation LocationID=\"25\"/>") "</Profile></DistinctParty>\n"
                                                                          "<DistinctParty "
                                                                          "FixedRef=\"40\"><Comment/><Profile "
                                                                          "ID=\"40\" "
                                                                          "PartySubTypeID=\"3\"><Identity "
                                                                          "ID=\"1979\">" ALIAS("1403", "true", "false", PART("9", "AVICAL S.A.")) "<NamePartGroups>" GROUP(
                                                                              "9",
                                                                              "1525") "</NamePartGroups></"
                                                                                      "Identity></Profile></"
                                                                                      "DistinctParty>\n"
                                                                                      "<DistinctParty "
                                                                                      "FixedRef=\"50\"><"
                                                                                      "Comment/><Profile "
                                                                                      "ID=\"50\" "
                                                                                      "PartySubTypeID=\"1\"><"
                                                                                      "Identity "
                                                                                      "ID=\"1980\">" ALIAS("1403", "true", "false", PART("8", "SEA STAR")) "<NamePartGroups>" GROUP("8", "1525") "</NamePartGroups></Identity>" FEATURE(
                                                                                          "1", TEXT("T2EA4"))
                                                                                          FEATURE("2", TEXT("Ca"
                                                                                                            "rg"
                                                                                                            "o"))
                                                                                              FEATURE(
                                                                                                  "5",
                                                                                                  TEXT("1"
                                                                                                       ","
                                                                                                       "5"
                                                                                                       "0"
                                                                                                       "0")) FEATURE("6",
                                                                                                                     TEXT(
                                                                                                                         "900"))
                                                                                                  FEATURE(
                                                                                                      "3",
                                                                                                      "<Version"
                                                                                                      "Location"
                                                                                                      " Locatio"
                                                                                                      "nID="
                                                                                                      "\"27\"/"
                                                                                                      ">") "</"
                                                                                                           "Pro"
                                                                                                           "fil"
                                                                                                           "e><"
                                                                                                           "/Di"
                                                                                                           "sti"
                                                                                                           "nct"
                                                                                                           "Par"
                                                                                                           "ty>"
                                                                                                           "</"
                                                                                                           "Dis"
                                                                                                           "tin"
                                                                                                           "ctP"
                                                                                                           "art"
                                                                                                           "ies"
                                                                                                           ">\n"
                                                                                                           "<Pr"
                                                                                                           "ofi"
                                                                                                           "leR"
                                                                                                           "ela"
                                                                                                           "tio"
                                                                                                           "nsh"
                                                                                                           "ips"
                                                                                                           ">"
                                                                                                           "<Pr"
                                                                                                           "ofi"
                                                                                                           "leR"
                                                                                                           "ela"
                                                                                                           "tio"
                                                                                                           "nsh"
                                                                                                           "ip "
                                                                                                           "ID="
                                                                                                           "\"1"
                                                                                                           "\" "
                                                                                                           "Fro"
                                                                                                           "m-"
                                                                                                           "Pro"
                                                                                                           "fil"
                                                                                                           "eID"
                                                                                                           "=\""
                                                                                                           "36"
                                                                                                           "\" "
                                                                                                           "To-"
                                                                                                           "Pro"
                                                                                                           "fil"
                                                                                                           "eID"
                                                                                                           "=\""
                                                                                                           "40"
                                                                                                           "\" "
                                                                                                           "Rel"
                                                                                                           "ati"
                                                                                                           "onT"
                                                                                                           "ype"
                                                                                                           "ID="
                                                                                                           "\"1"
                                                                                                           "500"
                                                                                                           "3\""
                                                                                                           " Fo"
                                                                                                           "rme"
                                                                                                           "r="
                                                                                                           "\"t"
                                                                                                           "rue"
                                                                                                           "\">"
                                                                                                           "<Co"
                                                                                                           "mme"
                                                                                                           "nt/"
                                                                                                           "></"
                                                                                                           "Pro"
                                                                                                           "fil"
                                                                                                           "eRe"
                                                                                                           "lat"
                                                                                                           "ion"
                                                                                                           "shi"
                                                                                                           "p><"
                                                                                                           "Pro"
                                                                                                           "fil"
                                                                                                           "eRe"
                                                                                                           "lat"
                                                                                                           "ion"
                                                                                                           "shi"
                                                                                                           "p "
                                                                                                           "ID="
                                                                                                           "\"2"
                                                                                                           "\" "
                                                                                                           "Fro"
                                                                                                           "m-"
                                                                                                           "Pro"
                                                                                                           "fil"
                                                                                                           "eID"
                                                                                                           "=\""
                                                                                                           "99"
                                                                                                           "\" "
                                                                                                           "To-"
                                                                                                           "Pro"
                                                                                                           "fil"
                                                                                                           "eID"
                                                                                                           "=\""
                                                                                                           "40"
                                                                                                           "\" "
                                                                                                           "Rel"
                                                                                                           "ati"
                                                                                                           "onT"
                                                                                                           "ype"
                                                                                                           "ID="
                                                                                                           "\"1"
                                                                                                           "500"
                                                                                                           "3\""
                                                                                                           " Fo"
                                                                                                           "rme"
                                                                                                           "r="
                                                                                                           "\"f"
                                                                                                           "als"
                                                                                                           "e\""
                                                                                                           "/><"
                                                                                                           "/Pr"
                                                                                                           "ofi"
                                                                                                           "leR"
                                                                                                           "ela"
                                                                                                           "tio"
                                                                                                           "nsh"
                                                                                                           "ips"
                                                                                                           ">\n"
                                                                                                           "<Sa"
                                                                                                           "nct"
                                                                                                           "ion"
                                                                                                           "sEn"
                                                                                                           "tri"
                                                                                                           "es"
                                                                                                           ">" ENTRY(
                                                                                                               "36",
                                                                                                               "915"
                                                                                                               "12",
                                                                                                               EVENT(
                                                                                                                   "1",
                                                                                                                   "201"
                                                                                                                   "4",
                                                                                                                   "10",
                                                                                                                   "10")
                                                                                                                   PROGRAMME(
                                                                                                                       "SDGT"))
                                                                                                               ENTRY(
                                                                                                                   "36",
                                                                                                                   "155"
                                                                                                                   "0",
                                                                                                                   EVENT(
                                                                                                                       "7",
                                                                                                                       "200"
                                                                                                                       "6",
                                                                                                                       "4",
                                                                                                                       "12")
                                                                                                                       PROGRAMME(
                                                                                                                           "SDGT")
                                                                                                                           PROGRAMME(
                                                                                                                               "SYRIA") "<SanctionsMeasure SanctionsTypeID=\"1705\"/>")
                                                                                                                   ENTRY(
                                                                                                                       "40",
                                                                                                                       "155"
                                                                                                                       "0",
                                                                                                                       PROGRAMME(
                                                                                                                           "CUBA"))
                                                                                                                       ENTRY(
                                                                                                                           "50",
                                                                                                                           "1550",
                                                                                                                           PROGRAMME(
                                                                                                                               "CUBA"))
                                                                                                                           ENTRY(
                                                                                                                               "98",
                                                                                                                               "1550",
                                                                                                                               "") "</SanctionsEntries></Sanctions>";

#define ENHANCED(info, entities) \
	"<?xml version=\"1.0\"?><sanctionsData xmlns=\"urn:x\">\n<publicationInfo>" info \
	"</publicationInfo>\n<entities>" entities "</entities></sanctionsData>"
#define NAME(primary, low, kind, first, last) \
	"<name id=\"1\"><isPrimary>" primary "</isPrimary>" kind "<isLowQuality>" low \
	"</isLowQuality><translations><translation id=\"2\"><isPrimary>true</isPrimary><script " \
	"refId=\"1\">Latin</script>" first "<formattedLastName>" last \
	"</formattedLastName></translation></translations></name>"
#define FIRST(text) "<formattedFirstName>" text "</formattedFirstName>"
#define KIND(text) "<aliasType refId=\"1\">" text "</aliasType>"
#define SPAN(tag, day) \
	"<" tag "><fromDateBegin>" day "</fromDateBegin><fromDateEnd>" day "</fromDateEnd><toDateBegin>" day \
	"</toDateBegin><toDateEnd>" day "</toDateEnd><isApproximate>false</isApproximate></" tag ">"
#define HAS(type, value) "<feature id=\"1\"><type featureTypeId=\"1\">" type "</type><value>" value "</value></feature>"
#define LISTED(programmes) \
	"<sanctionsLists><sanctionsList refId=\"1550\" datePublished=\"2019-04-15\">SDN " \
	"List</sanctionsList></sanctionsLists>" \
	"<sanctionsPrograms>" programmes "</sanctionsPrograms>"
#define PROGRAM(tag) "<sanctionsProgram refId=\"1\">" tag "</sanctionsProgram>"

#define ENHANCED_ENTITIES \
	"<entity id=\"36\"><generalInfo><identityId>5</identityId><entityType>Individual</entityType><title>Minister " \
	"of X; Deputy of " \
	"Y</title><remarks>HAMAS - Gaza</remarks></generalInfo>" LISTED(PROGRAM("SDGT") PROGRAM( \
	    "SYRIA")) "<legalAuthorities><legalAuthority>Executive Order " \
	              "13224</legalAuthority></legalAuthorities><names>" NAME( \
	                  "true", "false", "", FIRST("John Q"), "DOE") NAME("false", "false", KIND("A.K.A."), \
	                                                                    FIRST("John"), "DO") \
	                  NAME("false", "false", KIND("F.K.A."), FIRST("John"), "ROE") NAME( \
	                      "false", "true", KIND("A.K.A."), "", \
	                      "MICKY") "</names><addresses><address " \
	                               "id=\"25\"><country>Palestinian</" \
	                               "country><translations><translation><addressParts>" \
	                               "<addressPart><type>ADDRESS1</type><value>1 A " \
	                               "St.</value></addressPart><addressPart><type>ADDRESS2</type><value>Apt " \
	                               "2</value></addressPart><addressPart><type>CITY</type><value>Gaza</value></" \
	                               "addressPart><addressPart>" \
	                               "<type>STATE/PROVINCE</type><value>West " \
	                               "Bank</value></addressPart><addressPart><type>POSTAL CODE</type><value>461040" \
	                               "</value></addressPart></addressParts></translation></translations></" \
	                               "address></addresses><features>" HAS("Birthdate", "12 Feb 1961") HAS( \
	                                   "Place of Birth", "Shati") HAS("Citizenship Country", "Iran") HAS("Gender", \
	                                                                                                     "Male") \
	                                   HAS("Website", \
	                                       "www.x.example") "</features><identityDocuments><identityDocument " \
	                                                        "id=\"9\"><type>Passport</type>" \
	                                                        "<name nameId=\"1\">DOE, John " \
	                                                        "Q</name><documentNumber>D900</" \
	                                                        "documentNumber><isValid>true</" \
	                                                        "isValid><issuingCountry>Iran" \
	                                                        "</issuingCountry>" SPAN("issueDate", "2001-01-01") SPAN( \
	                                                            "expirationDate", \
	                                                            "2011-02-02") "</identityDocument></" \
	                                                                          "identityDocuments><relationships><" \
	                                                                          "relationship id=\"1\"><type " \
	                                                                          "refId=\"15003\">Owned or " \
	                                                                          "Controlled " \
	                                                                          "By</type><relatedEntity " \
	                                                                          "entityId=\"40\">AVICAL " \
	                                                                          "S.A.</relatedEntity></" \
	                                                                          "relationship></relationships></" \
	                                                                          "entity>\n" \
	                                                                          "<entity " \
	                                                                          "id=\"40\"><generalInfo><" \
	                                                                          "entityType>Entity</entityType></" \
	                                                                          "generalInfo>" LISTED(PROGRAM( \
	                                                                              "CUB" \
	                                                                              "A")) "<names>" NAME("true", \
	                                                                                                   "false", \
	                                                                                                   "", "", \
	                                                                                                   "AVICAL " \
	                                                                                                   "S.A.") "<" \
	                                                                                                           "/" \
	                                                                                                           "n" \
	                                                                                                           "a" \
	                                                                                                           "m" \
	                                                                                                           "e" \
	                                                                                                           "s" \
	                                                                                                           ">" \
	                                                                                                           "<" \
	                                                                                                           "/" \
	                                                                                                           "e" \
	                                                                                                           "n" \
	                                                                                                           "t" \
	                                                                                                           "i" \
	                                                                                                           "t" \
	                                                                                                           "y" \
	                                                                                                           ">" \
	                                                                                                           "\n" \
	                                                                                                           "<" \
	                                                                                                           "e" \
	                                                                                                           "n" \
	                                                                                                           "t" \
	                                                                                                           "i" \
	                                                                                                           "t" \
	                                                                                                           "y" \
	                                                                                                           " " \
	                                                                                                           "i" \
	                                                                                                           "d" \
	                                                                                                           "=" \
	                                                                                                           "\"50\"><" \
	                                                                                                           "g" \
	                                                                                                           "e" \
	                                                                                                           "n" \
	                                                                                                           "e" \
	                                                                                                           "r" \
	                                                                                                           "a" \
	                                                                                                           "l" \
	                                                                                                           "I" \
	                                                                                                           "n" \
	                                                                                                           "f" \
	                                                                                                           "o" \
	                                                                                                           ">" \
	                                                                                                           "<" \
	                                                                                                           "e" \
	                                                                                                           "n" \
	                                                                                                           "t" \
	                                                                                                           "i" \
	                                                                                                           "t" \
	                                                                                                           "y" \
	                                                                                                           "T" \
	                                                                                                           "y" \
	                                                                                                           "p" \
	                                                                                                           "e" \
	                                                                                                           ">" \
	                                                                                                           "V" \
	                                                                                                           "e" \
	                                                                                                           "s" \
	                                                                                                           "s" \
	                                                                                                           "e" \
	                                                                                                           "l" \
	                                                                                                           "<" \
	                                                                                                           "/" \
	                                                                                                           "e" \
	                                                                                                           "n" \
	                                                                                                           "t" \
	                                                                                                           "i" \
	                                                                                                           "t" \
	                                                                                                           "y" \
	                                                                                                           "T" \
	                                                                                                           "y" \
	                                                                                                           "p" \
	                                                                                                           "e" \
	                                                                                                           ">" \
	                                                                                                           "<" \
	                                                                                                           "/" \
	                                                                                                           "g" \
	                                                                                                           "e" \
	                                                                                                           "n" \
	                                                                                                           "e" \
	                                                                                                           "r" \
	                                                                                                           "a" \
	                                                                                                           "l" \
	                                                                                                           "I" \
	                                                                                                           "n" \
	                                                                                                           "f" \
	                                                                                                           "o" \
	                                                                                                           ">" LISTED(PROGRAM("CUBA")) "<names>" NAME( \
	                                                                                                               "true", \
	                                                                                                               "false", \
	                                                                                                               "", \
	                                                                                                               "", \
	                                                                                                               "SEA STAR") "</names><features>" HAS("Vessel Call Sign", \
	                                                                                                                                                    "T2EA4") \
	                                                                                                               HAS("VESSEL " \
	                                                                                                                   "TYPE", \
	                                                                                                                   "Cargo") HAS("Vessel Tonnage", \
	                                                                                                                                "1,500") \
	                                                                                                                   HAS("Ves" \
	                                                                                                                       "sel" \
	                                                                                                                       " Gr" \
	                                                                                                                       "oss" \
	                                                                                                                       " Re" \
	                                                                                                                       "gis" \
	                                                                                                                       "ter" \
	                                                                                                                       "ed " \
	                                                                                                                       "Ton" \
	                                                                                                                       "nag" \
	                                                                                                                       "e", \
	                                                                                                                       "90" \
	                                                                                                                       "0") \
	                                                                                                                       HAS("Vessel Flag", \
	                                                                                                                           "Panama") "</features><identityDocuments><identityDocument><type>Vessel Registration Identification</type><documentNumber>IMO " \
	                                                                                                                                     "7406784</documentNumber></identityDocument></identityDocuments></entity>"

static void read_csv(struct records *all)
{
	struct source_sink sink = {records_emit, records_reject, all};
	struct source_set set = {.format = &source_ofac_csv, .dataset = "us_ofac_sdn"};

	for (size_t i = 0; i < sizeof csv_rows / sizeof *csv_rows; i++) {
		set.part[i].path = "csv";
		assert_int_equal(input_open_memory(&set.part[i].input, "csv", str_from(csv_rows[i]), NULL), TIES_OK);
	}
	all->code = source_ofac_csv.read(&set, &sink, &all->error);
	assert_int_equal(all->code, TIES_OK);
	for (size_t i = 0; i < sizeof csv_rows / sizeof *csv_rows; i++)
		input_close(set.part[i].input);
}

/* Does any record of that id state the same? */
static bool states(const struct records *all, str id, const struct model_statement *wanted)
{
	for (size_t i = 0; i < all->list.len; i++) {
		const struct model_record *r = &all->list.ptr[i];
		for (size_t k = 0; str_equal(r->id, id) && k < r->statements.len; k++) {
			const struct model_statement *s = &r->statements.ptr[k];
			if (s->property == wanted->property && str_equal(s->value, wanted->value) &&
			    str_equal(s->original, wanted->original) && s->modality == wanted->modality)
				return true;
		}
	}
	return false;
}

/* Fails for every statement of `a` that `b` does not make; counts them all. */
static size_t all_stated(const struct records *a, const struct records *b)
{
	size_t count = 0;

	for (size_t i = 0; i < a->list.len; i++) {
		const struct model_record *r = &a->list.ptr[i];
		for (size_t k = 0; k < r->statements.len; k++, count++) {
			if (states(b, r->id, &r->statements.ptr[k]))
				continue;
			print_error("%.*s %s = %.*s is missing\n", STR_ARG(r->id),
			            model_property_name(r->statements.ptr[k].property),
			            STR_ARG(r->statements.ptr[k].value));
			fail();
		}
	}
	return count;
}

static void an_entry_is_the_same_in_all_formats(void **)
{
	struct records csv = {0}, xml = {0}, advanced = {0}, enhanced = {0};

	read_csv(&csv);
	records_from_text(&xml, &source_ofac_xml, "sdn.xml", str_from(sdn_xml));
	assert_int_equal(xml.code, TIES_OK);
	assert_int_equal(xml.rejects, 0);
	assert_int_equal(all_stated(&csv, &xml), 53);
	records_from_text(&advanced, &source_ofac_advanced, "sdn_advanced.xml", str_from(advanced_xml));
	assert_int_equal(advanced.code, TIES_OK);
	assert_int_equal(advanced.rejects, 2);
	/* The link goes by number there and has no name to keep beside it. */
	for (size_t i = 0; i < csv.list.len; i++)
		for (size_t k = 0; k < csv.list.ptr[i].statements.len; k++)
			if (csv.list.ptr[i].statements.ptr[k].property == PROP_OBJECT)
				csv.list.ptr[i].statements.ptr[k].original = (str){NULL, 0};
	all_stated(&csv, &advanced);
	records_from_text(&enhanced, &source_ofac_enhanced, "sdn_enhanced.xml",
	                  STR(ENHANCED("<dataAsOf>2024-05-24T15:59:26-04:00</dataAsOf>", ENHANCED_ENTITIES)));
	assert_int_equal(enhanced.code, TIES_OK);
	assert_int_equal(enhanced.rejects, 0);
	assert_int_equal(enhanced.claim.version.first, date_from_civil(2024, 5, 24));
	all_stated(&csv, &enhanced);
	records_free(&enhanced);
	for (size_t i = 0; i < csv.list.len; i++)
		assert_int_equal(records_get(&xml, csv.list.ptr[i].id.ptr)->schema, csv.list.ptr[i].schema);
	records_free(&csv);
	records_free(&xml);
	records_free(&advanced);
}

static bool any_has(const struct records *all, const char *id, enum model_property property, const char *value)
{
	return states(all, str_from(id), &(struct model_statement){.property = property, .value = str_from(value)});
}

static void xml_tells_more_than_csv(void **)
{
	struct records xml = {0}, advanced = {0};

	records_from_text(&xml, &source_ofac_xml, "sdn.xml", str_from(sdn_xml));
	assert_true(xml.claimed);
	assert_string_equal(xml.claim.dataset, "us_ofac_sdn");
	assert_int_equal(xml.claim.version.first, date_from_civil(2025, 3, 28));
	assert_true(any_has(&xml, "36#address#25", PROP_REGION, "West Bank"));
	assert_true(any_has(&xml, "36#address#25", PROP_POSTAL_CODE, "461040"));
	records_from_text(&advanced, &source_ofac_advanced, "x.xml", str_from(advanced_xml));
	assert_true(advanced.claimed);
	assert_string_equal(advanced.claim.dataset, "us_ofac_cons");
	assert_int_equal(advanced.claim.version.first, date_from_civil(2020, 3, 17));
	assert_true(any_has(&advanced, "36#sanction", PROP_LISTING_DATE, "2006-04-12"));
	assert_false(any_has(&advanced, "36#sanction", PROP_LISTING_DATE, "2014-10-10"));
	assert_true(any_has(&advanced, "36#sanction", PROP_UNMAPPED, "Consolidated List, Created=2014-10-10"));
	assert_true(any_has(&advanced, "36#sanction", PROP_INSTRUMENT, "Executive Order 13224"));
	assert_true(any_has(&advanced, "36#sanction", PROP_PROVISIONS, "Block"));
	assert_true(any_has(&advanced, "36#relation#40#15003", PROP_ASSET, "36"));
	assert_true(any_has(&advanced, "36#relation#40#15003", PROP_OWNER, "40"));
	assert_true(any_has(&advanced, "36#relation#40#15003", PROP_STATUS, "former"));
	assert_int_equal(records_get(&advanced, "36#relation#40#15003")->schema, SCHEMA_OWNERSHIP);
	assert_true(any_has(&advanced, "36", PROP_NOTES, "Document Passport D900: fraudulent"));
	assert_string_equal(advanced.reason, "a listing of a party that the file does not have");
	records_free(&xml);
	records_free(&advanced);
}

/* ---- dates of the advanced format ---------------------------------------------------------------------------- */

static void add_bound(struct buf *out, const char *tag, str ymd)
{
	static const char *const names[] = {"Year", "Month", "Day"};
	str piece;

	buf_print(out, "<%s>", tag);
	for (size_t i = 0; i < 3 && str_split(&ymd, '-', &piece); i++)
		buf_print(out, "<%s>%.*s</%s>", names[i], STR_ARG(piece), names[i]);
	buf_print(out, "</%s>", tag);
}

static void periods_become_dates(void **)
{
	struct cases c;

	for (cases_open(&c, "ofac-periods"); cases_next(&c);) {
		struct records all = {0};
		struct buf text = {0};
		const char *circa = str_is(c.cell[4], "yes") ? "true" : "false";
		buf_print(&text,
		          ADVANCED_TABLES
		          "<DistinctParties><DistinctParty FixedRef=\"1\"><Profile ID=\"1\" "
		          "PartySubTypeID=\"4\"><Identity ID=\"1\">" ALIAS(
		              "1403", "true", "false",
		              PART("1", "DOE")) "</Identity><Feature FeatureTypeID=\"8\"><FeatureVersion>"
		                                "<DatePeriod><Start Approximate=\"%s\">",
		          circa);
		add_bound(&text, "From", c.cell[0]);
		add_bound(&text, "To", c.cell[1]);
		buf_print(&text, "</Start><End Approximate=\"%s\">", circa);
		add_bound(&text, "From", c.cell[2]);
		add_bound(&text, "To", c.cell[3]);
		buf_add(&text, STR("</End></DatePeriod></FeatureVersion></Feature></Profile></DistinctParty>"
		                   "</DistinctParties></Sanctions>"));
		records_from_text(&all, &source_ofac_advanced, "x.xml", buf_str(&text));
		assert_int_equal(all.code, TIES_OK);
		const struct model_statement *s = record_get(records_get(&all, "1"), PROP_BIRTH_DATE, 0);
		cases_check(&c, s ? str_equal(s->value, c.cell[6]) : c.cell[6].len == 0, s ? s->value : STR("none"));
		str prose = s && s->original.len ? s->original : s ? s->value : (str){NULL, 0};
		cases_check(&c, str_equal(prose, c.cell[5]), prose);
		buf_finish(&text);
		records_free(&all);
	}
}

/* ---- what is wrong ------------------------------------------------------------------------------------------- */

#define LIST(count, entries) \
	"<sdnList><publshInformation><Publish_Date>13/45/2025</Publish_Date><Record_Count>" count \
	"</Record_Count></publshInformation>\n" entries "</sdnList>"
#define NAMED(id, name, rest) "<sdnEntry><uid>" id "</uid><lastName>" name "</lastName>" rest "</sdnEntry>"

static void entries_that_cannot_be_used_are_rejected(void **)
{
	static const struct {
		const char *text, *reason;
		uint64_t line;
	} cases[] = {
	    {LIST("2", NAMED("1", "A", "") "\n" NAMED("1", "B", "")), "an earlier row has the same ent_num", 3},
	    {LIST("2", NAMED("1", "A", "") NAMED("2", "", "")), "no name", 2},
	    {LIST("2", NAMED("1", "A", "") NAMED("x", "B", "")), "its number is no number", 2},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		records_from_text(&all, &source_ofac_xml, "sdn.xml", str_from(cases[i].text));
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.claim.version.kind, DATE_UNKNOWN);
		assert_int_equal(all.rejects, 1);
		assert_string_equal(all.reason, cases[i].reason);
		assert_int_equal(all.line, cases[i].line);
		records_free(&all);
	}
}

static void unknown_elements_become_notes(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_ofac_xml, "sdn.xml",
	                  STR(LIST("1", NAMED("1", "A",
	                                      "<fleet>blue</fleet><moonList><moon><phase>full</phase></moon>"
	                                      "</moonList>"))));
	assert_int_equal(all.code, TIES_OK);
	assert_true(any_has(&all, "1", PROP_NOTES, "fleet: blue"));
	assert_true(any_has(&all, "1", PROP_NOTES, "moon phase: full"));
	records_free(&all);
}

static void files_that_are_no_lists_are_refused(void **)
{
	static const struct {
		bool advanced;
		const char *text, *words;
	} cases[] = {
	    {false, LIST("2", NAMED("1", "A", "")), "2 entries (Record_Count) and holds 1"},
	    {false, LIST("0", ""), "holds no entry"},
	    {false, "<CONSOLIDATED_LIST/>", "found <CONSOLIDATED_LIST>"},
	    {false, "<sdnList><sdnEntry><uid>1</uid>", "truncated"},
	    {false, "", "empty"},
	    {true, ADVANCED_TABLES "</Sanctions>", "holds no party"},
	    {true, "<sdnList/>", "found <sdnList>"},
	    {true, ADVANCED_TABLES "<DistinctParties>", "truncated"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		records_from_text(&all, cases[i].advanced ? &source_ofac_advanced : &source_ofac_xml, "x",
		                  str_from(cases[i].text));
		assert_refused(&all, TIES_ERR_FORMAT, cases[i].words);
		records_free(&all);
	}
}

static void other_files_are_not_claimed(void **)
{
	static const char *const heads[] = {"", "<html></html>", "<sanctionsData/>", "<CONSOLIDATED_LIST/>",
	                                    "<Sanctions><x/></Sanctions>"};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct source_claim claim = {0};
		assert_false(source_ofac_xml.detect(str_from(heads[i]), "sdn.xml", &claim));
		assert_false(source_ofac_advanced.detect(str_from(heads[i]), "sdn_advanced.xml", &claim));
	}
}

/* ---- extracts and deltas --------------------------------------------------------------------------------------- */

static void kinds_of_enhanced_files(void **)
{
	static const struct {
		const char *info;
		const struct source_format *format;
	} cases[] = {
	    {"<dataAsOf>2024-05-24T15:59:26-04:00</dataAsOf>", &source_ofac_enhanced},
	    {"<dataAsOf>2024-05-24T15:59:26-04:00</dataAsOf><filters/>", &source_ofac_extract},
	    {"<datePublished>2024-05-24T00:00:00-05:00</datePublished><publicationType>x</publicationType>",
	     &source_ofac_delta},
	};
	const struct source_format *const formats[] = {&source_ofac_enhanced, &source_ofac_extract, &source_ofac_delta};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char head[400];
		snprintf(head, sizeof head, "<sanctionsData><publicationInfo>%s</publicationInfo>", cases[i].info);
		for (size_t k = 0; k < 3; k++) {
			struct source_claim claim = {0};
			bool claimed = formats[k]->detect(str_from(head), "x.xml", &claim);
			assert_int_equal(claimed, formats[k] == cases[i].format);
			assert_true(!claimed || claim.version.first == date_from_civil(2024, 5, 24));
		}
	}
}

#define SMALL(id, action, name, inner) \
	"<entity id=\"" id "\"" action "><generalInfo><entityType>Entity</entityType></generalInfo>" inner \
	"<names>" NAME("true", "false", "", "", name) "</names></entity>"

static void deltas_add_change_and_remove(void **)
{
	struct records all = {0};

	records_from_text(
	    &all, &source_ofac_delta, "2026-01-15_delta.xml",
	    STR(ENHANCED("<datePublished>2026-01-15T00:00:00-05:00</datePublished><publicationType>x</publicationType>",
	                 SMALL("1", " action=\"add\"", "NEW", LISTED(PROGRAM("CUBA")))
	                     SMALL("2", " action=\"update\"", "OTHER", LISTED(PROGRAM("CUBA")))
	                         SMALL("3", " action=\"remove\"", "GONE", "") "\n" SMALL("4", " action=\"change\"",
	                                                                                 "PART", ""))));
	assert_int_equal(all.code, TIES_OK);
	assert_str(record_value(records_get(&all, "1"), PROP_NAME, 0), "NEW");
	assert_str(record_value(records_get(&all, "2"), PROP_NAME, 0), "OTHER");
	assert_int_equal(records_get(&all, "3")->statements.len, 0);
	assert_int_equal(all.rejects, 1);
	assert_string_equal(all.reason, "a change that gives only a part of the entry: the whole list is needed");
	assert_int_equal(all.line, 4);
	records_free(&all);
}

/* What an extract names is taken over whole, its address too; the rest stays as it was. */
static void extracts_leave_the_rest_as_it_was(void **)
{
	static const char *const sources[] = {"us_ofac_sdn@2024-01-01=primary.csv", "us_ofac_sdn@2024-01-01=add.csv",
	                                      "us_ofac_sdn@2024-05-24=extract.xml"};
	struct fixture world;
	ties_book *book;
	ties_info *info;
	ties_error err = {0};

	fixture_open(&world);
	fixture_write(&world, "primary.csv",
	              "1,\"OLD\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
	              "2,\"STAYS\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n");
	fixture_write(&world, "add.csv",
	              "1,11,\"One St.\",\"X\",\"Cuba\",-0- \r\n2,12,\"Two St.\",\"X\",\"Cuba\",-0- \r\n");
	fixture_write(&world, "extract.xml",
	              ENHANCED("<dataAsOf>2024-05-24T15:59:26-04:00</dataAsOf><filters/>",
	                       SMALL("1", "", "NEW", LISTED(PROGRAM("SDGT")))));
	ties_code rc = fixture_build(&world, sources, 3, NULL, &err);
	if (rc != TIES_OK)
		print_error("%s\n", err.message);
	assert_int_equal(rc, TIES_OK);
	assert_int_equal(ties_book_open(&book, world.db, NULL), TIES_OK);
	static const struct {
		const char *id, *value;
		bool now;
	} said[] = {
	    {"ofac-1", "OLD", false},
	    {"ofac-1", "NEW", true},
	    {"ofac-1", "One St., X, Cuba", false},
	    {"ofac-2", "STAYS", true},
	    {"ofac-2", "Two St., X, Cuba", true},
	};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		ties_status *status;
		bool found = false, now = false;
		assert_int_equal(ties_status_of(book, str_from(said[i].id), NULL, true, &status, NULL), TIES_OK);
		for (size_t k = 0; k < status->statement_count; k++) {
			const ties_statement *s = &status->statements[k];
			found |= str_is(s->value, said[i].value);
			now |= str_is(s->value, said[i].value) && s->last_seen == TIES_DAY_MAX;
		}
		assert_true(found);
		assert_int_equal(now, said[i].now);
		ties_status_free(status);
	}
	assert_int_equal(ties_book_info(book, &info, NULL), TIES_OK);
	assert_int_equal(info->datasets[0].version_count, 2);
	ties_info_free(info);
	ties_book_close(book);
	fixture_close(&world);
}

/* ---- real lists ---------------------------------------------------------------------------------------------- */

/* Statements of `property` in records of `schema`; of listed ones only when `listed`. */
static size_t count_property(const struct records *all, enum model_property property)
{
	size_t n = 0;

	for (size_t i = 0; i < all->list.len; i++)
		for (size_t k = 0; k < all->list.ptr[i].statements.len; k++)
			n += all->list.ptr[i].statements.ptr[k].property == property;
	return n;
}

/* Counted by other means: sdnEntry, strong and weak aka, id rows of type "Tax ID No." and "V.A.T. Number". */
static void real_xml(void **)
{
	struct records all = {0};

	if (!records_from_file(&all, &source_ofac_xml, OFAC_DATA "cons-xml/2025-03-28.xml.gz"))
		return;
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	assert_string_equal(all.claim.dataset, "us_ofac_cons");
	assert_int_equal(all.claim.version.first, date_from_civil(2025, 3, 28));
	assert_int_equal(records_count(&all, SCHEMA_SANCTION), 443);
	assert_int_equal(count_property(&all, PROP_ALIAS) + count_property(&all, PROP_PREVIOUS_NAME), 1066);
	assert_int_equal(count_property(&all, PROP_WEAK_ALIAS), 70);
	assert_int_equal(count_property(&all, PROP_BIRTH_DATE), 75);
	assert_int_equal(count_property(&all, PROP_PROGRAM), 525);
	assert_int_equal(count_property(&all, PROP_TAX_NUMBER), 214);
	assert_int_equal(count_property(&all, PROP_POSTAL_CODE), 434);
	records_free(&all);
}

/* 375 parties, 915 other names, 573 documents and 3 bank codes, 276 relations, 77 dates of birth. */
static void real_advanced(void **)
{
	struct records all = {0};
	size_t owners = 0;

	if (!records_from_file(&all, &source_ofac_advanced, OFAC_DATA "cons-advanced/2020-03-17.xml.gz"))
		return;
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	assert_string_equal(all.claim.dataset, "us_ofac_cons");
	assert_int_equal(count_property(&all, PROP_TOPICS), 375);
	assert_int_equal(count_property(&all, PROP_ALIAS) + count_property(&all, PROP_PREVIOUS_NAME) +
	                     count_property(&all, PROP_WEAK_ALIAS),
	                 915);
	assert_int_equal(count_property(&all, PROP_BIRTH_DATE), 77);
	assert_int_equal(records_count(&all, SCHEMA_PASSPORT) + records_count(&all, SCHEMA_IDENTIFICATION), 576);
	for (size_t i = 0; i < all.list.len; i++)
		owners += all.list.ptr[i].schema == SCHEMA_OWNERSHIP;
	assert_int_equal(owners, 276);
	assert_true(any_has(&all, "9639#sanction", PROP_LISTING_DATE, "2006-04-12"));
	records_free(&all);
}

/* 293 entries, 541 aliases, 96 more spellings in other scripts, 229 relations; all of them are on the SDN list. */
static void real_enhanced(void **)
{
	struct records all = {0};

	if (!records_from_file(&all, &source_ofac_extract, OFAC_DATA "enhanced/2024-08-28-irgc.xml.gz"))
		return;
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	assert_string_equal(all.claim.dataset, "us_ofac_sdn");
	assert_int_equal(count_property(&all, PROP_TOPICS), 293 + 7); /* seven wallets */
	assert_int_equal(count_property(&all, PROP_ALIAS) + count_property(&all, PROP_PREVIOUS_NAME) +
	                     count_property(&all, PROP_WEAK_ALIAS),
	                 541 + 96);
	assert_int_equal(count_property(&all, PROP_LISTING_DATE), 293);
	assert_int_equal(count_property(&all, PROP_SUBJECT), 229);
	assert_int_equal(records_count(&all, SCHEMA_PASSPORT), 81);
	records_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_entry_is_the_same_in_all_formats),
	    cmocka_unit_test(xml_tells_more_than_csv),
	    cmocka_unit_test(periods_become_dates),
	    cmocka_unit_test(entries_that_cannot_be_used_are_rejected),
	    cmocka_unit_test(unknown_elements_become_notes),
	    cmocka_unit_test(files_that_are_no_lists_are_refused),
	    cmocka_unit_test(other_files_are_not_claimed),
	    cmocka_unit_test(kinds_of_enhanced_files),
	    cmocka_unit_test(deltas_add_change_and_remove),
	    cmocka_unit_test(extracts_leave_the_rest_as_it_was),
	    cmocka_unit_test(real_xml),
	    cmocka_unit_test(real_advanced),
	    cmocka_unit_test(real_enhanced),
	};

	return run_tap("sources_ofac_xml", tests);
}
