/* Words that tell how a name beside them is meant. Normal forms, sorted within a kind. */
#include "scan/scan.h"

/* Small words inside names. */
static const char *const small[] = {
    "a",   "al", "an", "and", "bin", "d",  "das", "de",  "der", "des", "di",  "die", "du",
    "e",   "el", "et", "for", "fur", "i",  "ibn", "in",  "l",   "la",  "las", "le",  "les",
    "los", "of", "on", "s",   "the", "to", "ul",  "und", "ur",  "van", "von", "y",
};

/* What may begin a sentence and belongs to no name. Words in -ly, -ing and -ed are no names either. */
static const char *const openers[] = {
    "a",         "about",    "above",       "according", "across",       "after",   "again",    "against",
    "all",       "along",    "also",        "although",  "am",           "amid",    "among",    "an",
    "and",       "another",  "any",         "are",       "around",       "as",      "at",       "au",
    "aux",       "back",     "because",     "before",    "behind",       "below",   "beside",   "besides",
    "between",   "beyond",   "both",        "but",       "by",           "can",     "citing",   "consider",
    "could",     "critics",  "dans",        "de",        "dear",         "des",     "despite",  "did",
    "die",       "do",       "does",        "down",      "du",           "during",  "each",     "earlier",
    "early",     "either",   "el",          "elsewhere", "en",           "enter",   "even",     "every",
    "ex",        "except",   "few",         "first",     "five",         "for",     "former",   "four",
    "from",      "further",  "furthermore", "given",     "had",          "half",    "has",      "have",
    "he",        "hence",    "her",         "here",      "his",          "how",     "however",  "i",
    "if",        "im",       "in",          "indeed",    "inside",       "instead", "into",     "is",
    "it",        "its",      "just",        "la",        "las",          "last",    "late",     "later",
    "le",        "les",      "less",        "like",      "los",          "many",    "may",      "maybe",
    "meanwhile", "mein",     "might",       "more",      "moreover",     "most",    "much",     "must",
    "my",        "near",     "neither",     "never",     "nevertheless", "next",    "no",       "none",
    "nor",       "not",      "note",        "nothing",   "now",          "of",      "off",      "officials",
    "often",     "on",       "once",        "one",       "only",         "or",      "other",    "otherwise",
    "our",       "out",      "outside",     "over",      "parts",        "past",    "per",      "perhaps",
    "post",      "pour",     "rather",      "recall",    "remember",     "same",    "say",      "says",
    "see",       "selon",    "seven",       "several",   "shall",        "she",     "should",   "similar",
    "since",     "six",      "so",          "some",      "sometimes",    "soon",    "still",    "such",
    "sur",       "take",     "ten",         "than",      "that",         "the",     "their",    "them",
    "then",      "there",    "therefore",   "these",     "they",         "this",    "those",    "though",
    "three",     "through",  "throughout",  "thus",      "to",           "today",   "together", "tomorrow",
    "tonight",   "too",      "toward",      "towards",   "two",          "under",   "unless",   "unlike",
    "until",     "up",       "upon",        "via",       "was",          "we",      "welcome",  "were",
    "what",      "whatever", "when",        "whenever",  "where",        "whereas", "whether",  "which",
    "while",     "who",      "whom",        "whose",     "why",          "will",    "with",     "within",
    "without",   "would",    "yes",         "yesterday", "yet",          "you",     "your",
};

/* Offices, organs and doings of states: "Iranian President", "Embassy of Iran", "Iran Deal". */
static const char *const organs[] = {
    "accord",       "act",        "administration", "admiral",     "agreement",      "ambassador",
    "ambassadors",  "armed",      "army",           "assembly",    "attorney",       "authorities",
    "border",       "brigadier",  "cabinet",        "captain",     "chancellor",     "chief",
    "colonel",      "commander",  "congress",       "congressman", "congresswoman",  "constitution",
    "consul",       "consulate",  "council",        "court",       "crown",          "customs",
    "deal",         "defence",    "defense",        "delegation",  "department",     "deputy",
    "desk",         "director",   "embassy",        "emir",        "emperor",        "envoy",
    "federal",      "finance",    "foreign",        "gen",         "general",        "government",
    "governor",     "head",       "high",           "home",        "house",          "immigration",
    "intelligence", "interior",   "justice",        "king",        "kingdom",        "lawmaker",
    "leader",       "lieutenant", "major",          "marine",      "marines",        "member",
    "military",     "minister",   "ministers",      "ministry",    "mission",        "monarch",
    "navy",         "nuclear",    "opposition",     "parliament",  "people",         "police",
    "premier",      "presidency", "president",      "presidents",  "prime",          "prince",
    "princess",     "queen",      "regime",         "rep",         "representative", "representatives",
    "republic",     "rial",       "sanctions",      "secretary",   "security",       "sen",
    "senate",       "senator",    "senators",       "shah",        "speaker",        "special",
    "sultan",       "supreme",    "trade",          "treasury",    "troops",         "vice",
};

/* Peoples and faiths, which stand beside a nationality: "Iraqi Kurds". */
static const char *const peoples[] = {
    "alawite",   "alawites", "arab",      "arabs",      "armenian", "baloch",  "baluch",  "berber",  "catholic",
    "catholics", "chechen",  "christian", "christians", "druze",    "hazara",  "hindu",   "hindus",  "islamist",
    "islamists", "jew",      "jewish",    "jews",       "kurd",     "kurdish", "kurds",   "marxist", "muslim",
    "muslims",   "pashtun",  "pashtuns",  "salafi",     "salafist", "shia",    "shias",   "shiite",  "shiites",
    "sikh",      "sikhs",    "sinhalese", "sufi",       "sunni",    "sunnis",  "tamil",   "tamils",  "tuareg",
    "turkmen",   "uighur",   "uighurs",   "uyghur",     "uyghurs",  "yazidi",  "yazidis",
};

/* Days and months, which may stand behind anything. */
static const char *const times[] = {
    "april",   "aug",      "august", "dec",   "december",  "feb",    "february", "friday",   "jan",
    "january", "july",     "june",   "march", "may",       "monday", "nov",      "november", "oct",
    "october", "saturday", "sep",    "sept",  "september", "sunday", "thursday", "tuesday",  "wednesday",
};

/* In front of a state's name they make it another place or a firm: "Lake Chad", "Air Canada". */
static const char *const prefixes[] = {
    "air",   "banco", "bank",   "banque", "cape", "fort",  "groupe", "grupo", "lake",
    "latin", "mount", "native", "new",    "port", "radio", "river",  "royal",
};

/* Directions: part of the country, but for "Northern Ireland" and the like. */
static const char *const directions[] = {"central",      "east",         "eastern",      "lower", "north",
                                         "northeastern", "northern",     "northwestern", "south", "southeastern",
                                         "southern",     "southwestern", "upper",        "west",  "western"};

/* The kind of a body, which may stand in lower case behind its name: "the Haqqani network". */
static const char *const kinds[] = {
    "administration", "battalion", "brigade",    "brigades",     "cartel",       "council",    "division",
    "force",          "forces",    "foundation", "front",        "gang",         "government", "group",
    "militia",        "movement",  "network",    "organisation", "organization", "party",      "regime",
};

/* Foods, breeds and the like, named after a place and not meaning it. */
static const char *const things[] = {
    "bacon",      "bread",       "bulldog",  "bulldogs", "carpet",  "carpets", "cat",      "cats",
    "cheese",     "chocolate",   "coffee",   "cuisine",  "delight", "dish",    "dishes",   "doll",
    "dolls",      "door",        "doors",    "dressing", "flu",     "food",    "fowl",     "fries",
    "hat",        "hats",        "heritage", "kiss",     "nuts",    "pastry",  "pig",      "pigs",
    "restaurant", "restaurants", "roulette", "rug",      "rugs",    "salad",   "shepherd", "slippers",
    "syndrome",   "tea",         "toast",    "windows",  "wine",    "wines",
};

/* What is said, spelt or taught: "Spanish spellings" is the language. */
static const char *const language_nouns[] = {
    "accent",       "alphabet",   "classes",         "dialect", "dictionary", "grammar",    "language",
    "languages",    "lessons",    "literature",      "script",  "speaker",    "speakers",   "speaking",
    "spelling",     "spellings",  "subtitles",       "term",    "text",       "transcript", "translation",
    "translations", "translator", "transliteration", "version", "word",       "words",
};

/* Before the name of a language: "in Turkish", "speaks French". */
static const char *const language_verbs[] = {"fluent", "in",      "into",   "learn",       "learned",  "learning",
                                             "learns", "read",    "reads",  "speak",       "speaking", "speaks",
                                             "spoke",  "studied", "taught", "understands", "written"};

/* What is named after people: "Colin Powell Elementary School". */
static const char *const memorials[] = {
    "airport",    "avenue",   "award",      "boulevard", "bridge", "building",   "center",   "centre",      "college",
    "elementary", "estate",   "foundation", "hall",      "high",   "highway",    "hospital", "hotel",       "institute",
    "library",    "magazine", "memorial",   "museum",    "park",   "prize",      "road",     "scholarship", "school",
    "square",     "stadium",  "station",    "street",    "tower",  "university",
};

/* Bodies and waters "of" a place that are not its state: "Bank of Canada", "Gulf of Oman". */
static const char *const bodies[] = {
    "academy", "association", "banca",        "banco",       "bank",       "banque",     "bay",        "bishop",
    "cape",    "chamber",     "church",       "club",        "coast",      "college",    "conference", "duke",
    "eglise",  "faculty",     "federation",   "front",       "golfe",      "golfo",      "gulf",       "institute",
    "islands", "isle",        "lake",         "league",      "library",    "museum",     "order",      "party",
    "plain",   "plains",      "school",       "sea",         "society",    "strait",     "straits",    "treaty",
    "union",   "universidad", "universidade", "universitat", "universite", "university", "valley",     "voice"};

/* What a government does, in front of which a capital city means it. Words in -ed do as well. */
static const char *const verbs[] = {
    "accuses", "acts",        "agrees",   "already",  "also",       "announces",  "appears",    "are",       "argues",
    "asks",    "backs",       "bans",     "became",   "becomes",    "began",      "begins",     "behaves",   "believes",
    "bet",     "blames",      "bought",   "broke",    "brought",    "built",      "buys",       "calls",     "came",
    "can",     "cannot",      "cares",    "changes",  "chose",      "claims",     "condemns",   "considers", "could",
    "cut",     "decides",     "declares", "delists",  "demands",    "denies",     "designates", "did",       "didn",
    "does",    "doesn",       "dropped",  "expects",  "extends",    "fears",      "feels",      "felt",      "finds",
    "follows", "found",       "freezes",  "gave",     "gets",       "gives",      "goes",       "got",       "had",
    "has",     "hasn",        "hates",    "have",     "held",       "helps",      "hinted",     "holds",     "hopes",
    "hosts",   "ignores",     "imposes",  "insists",  "intends",    "is",         "isn",        "joins",     "keeps",
    "kept",    "knew",        "knows",    "led",      "left",       "let",        "lets",       "lifts",     "lists",
    "looks",   "lost",        "made",     "makes",    "may",        "maybe",      "means",      "meant",     "might",
    "moves",   "must",        "needs",    "never",    "now",        "objects",    "offers",     "once",      "opposes",
    "owes",    "paid",        "pays",     "plans",    "pledges",    "prefers",    "protests",   "provides",  "pushes",
    "put",     "puts",        "ran",      "reacts",   "recognises", "recognizes", "refuses",    "regards",   "rejects",
    "remains", "removes",     "replies",  "responds", "runs",       "said",       "saw",        "says",      "seeks",
    "seems",   "sees",        "seized",   "sells",    "sends",      "sent",       "should",     "shows",     "signs",
    "sold",    "sought",      "spends",   "spoke",    "stands",     "stood",      "struck",     "supports",  "suspects",
    "takes",   "talks",       "tells",    "then",     "thinks",     "threatens",  "told",       "took",      "tries",
    "turns",   "understands", "urges",    "uses",     "views",      "votes",      "waits",      "wants",     "warns",
    "was",     "wasn",        "went",     "were",     "will",       "wins",       "withdrew",   "won",       "works",
    "worries", "would",       "wouldn",   "wrote"};

/* Before a capital city that means a government: "blamed by Ottawa", "Will London?". */
static const char *const partners[] = {
    "against", "allies", "although", "because", "between", "blame",  "blamed", "both",  "but",
    "by",      "can",    "could",    "did",     "does",    "for",    "has",    "if",    "let",
    "made",    "make",   "makes",    "neither", "nor",     "should", "so",     "than",  "that",
    "though",  "told",   "urged",    "whether", "while",   "will",   "with",   "would",
};

/* Before "to", "from" or "of" and a capital city that means a government: "close to Tehran". */
static const char *const ties[] = {
    "allied",    "allies",       "ally",      "answer",     "answerable", "appeal",     "approval", "arm",
    "backing",   "behalf",       "bidding",   "blow",       "choice",     "close",      "closer",   "concessions",
    "consent",   "contempt",     "critics",   "decision",   "decisions",  "demand",     "demands",  "denial",
    "enemies",   "enemy",        "envoys",    "friends",    "gift",       "government", "help",     "hostile",
    "influence", "instructions", "interests", "line",       "link",       "linked",     "links",    "loyal",
    "matters",   "message",      "money",     "objections", "opponents",  "opposed",    "orders",   "part",
    "patience",  "policy",       "position",  "pressure",   "proposal",   "protests",   "proxies",  "puppet",
    "rebuke",    "relations",    "report",    "reported",   "request",    "response",   "said",     "signal",
    "signals",   "sold",         "statement", "support",    "that",       "those",      "threats",  "tied",
    "ties",      "tool",         "view",      "views",      "warning",    "weapons",    "word"};

/* Of a city, not of a government. */
static const char *const city_nouns[] = {
    "airport",  "area",      "bazaar",   "bureau",      "center",     "centre", "court",        "courtroom",
    "district", "home",      "hospital", "hotel",       "mayor",      "museum", "neighborhood", "neighbourhood",
    "office",   "outskirts", "police",   "prison",      "residents",  "school", "street",       "streets",
    "suburb",   "suburbs",   "subway",   "underground", "university",
};

/* "in Washington's view": the possessive of a government all the same. */
static const char *const standpoints[] = {
    "backyard", "calculation", "eyes",    "favor", "favour", "hands",  "interest", "interests",
    "mind",     "name",        "opinion", "orbit", "pay",    "pocket", "service",  "view",
};

static const char *const us_states[] = {
    "ala",        "alabama",  "alaska",        "arizona",      "ark",       "arkansas",  "calif",
    "california", "colorado", "conn",          "connecticut",  "delaware",  "fla",       "florida",
    "ga",         "idaho",    "ill",           "illinois",     "ind",       "indiana",   "iowa",
    "kan",        "kansas",   "kentucky",      "ky",           "la",        "louisiana", "maine",
    "maryland",   "mass",     "massachusetts", "mich",         "michigan",  "minnesota", "mississippi",
    "missouri",   "montana",  "nebraska",      "nevada",       "ohio",      "okla",      "oklahoma",
    "ont",        "ontario",  "oregon",        "pennsylvania", "tenn",      "tennessee", "texas",
    "utah",       "va",       "vermont",       "virginia",     "wisconsin", "wyoming",
};

#define LIST(words) \
	{ \
		words, sizeof words / sizeof *words \
	}

bool scan_word_is(enum scan_word kind, str norm)
{
	static const struct {
		const char *const *words;
		size_t count;
	} lists[] = {
	    [WORD_SMALL] = LIST(small),
	    [WORD_OPENER] = LIST(openers),
	    [WORD_ORGAN] = LIST(organs),
	    [WORD_PEOPLE] = LIST(peoples),
	    [WORD_TIME] = LIST(times),
	    [WORD_THING] = LIST(things),
	    [WORD_LANGUAGE] = LIST(language_nouns),
	    [WORD_SPEAKING] = LIST(language_verbs),
	    [WORD_MEMORIAL] = LIST(memorials),
	    [WORD_BODY] = LIST(bodies),
	    [WORD_VERB] = LIST(verbs),
	    [WORD_PARTNER] = LIST(partners),
	    [WORD_TIE] = LIST(ties),
	    [WORD_CITY] = LIST(city_nouns),
	    [WORD_PREFIX] = LIST(prefixes),
	    [WORD_DIRECTION] = LIST(directions),
	    [WORD_KIND] = LIST(kinds),
	    [WORD_STANDPOINT] = LIST(standpoints),
	    [WORD_US_STATE] = LIST(us_states),
	};
	size_t low = 0, high = lists[kind].count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_compare(str_from(lists[kind].words[mid]), norm);
		if (order == 0)
			return true;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}
