/* Countries: from any of their names to a code, and back.
 *
 * A name is folded (case, accents, punctuation and "the" go) and looked up in the sorted keys of countries.def
 * by binary search. What stands behind "Region:" on OFAC's lists belongs to the state whose code addresses
 * there carry; a region that the table does not know by its full key is tried without the word. */
#include "model/model.h"

struct country {
	char code[3];     /* lower case */
	const char *name; /* English short name, UTF-8 */
};

struct country_key {
	const char *key; /* folded */
	char code[3];
};

static const struct country countries[] = {
#define COUNTRY(code, name) {code, name},
#define NAME(key, code)
#include "model/countries.def"
#undef COUNTRY
#undef NAME
};

static const struct country_key keys[] = {
#define COUNTRY(code, name)
#define NAME(key, code) {key, code},
#include "model/countries.def"
#undef COUNTRY
#undef NAME
};

enum { COUNTRIES = sizeof countries / sizeof *countries, KEYS = sizeof keys / sizeof *keys, KEY_MAX = 64 };

/* What U+00C0..U+00FF fold to; '.' stands for what is no letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty";

_Static_assert(sizeof latin == 64 + 1, "one letter for each of U+00C0..U+00FF");

/* The letter or digit that `s` begins with, folded, or 0; `*len` gets the bytes that it takes. */
static char fold_char(str s, size_t *len)
{
	unsigned char c = (unsigned char)s.ptr[0];

	*len = 1;
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return (char)c;
	if (c >= 'A' && c <= 'Z')
		return (char)(c + ('a' - 'A'));
	if (c == 0xc3 && s.len >= 2 && ((unsigned char)s.ptr[1] & 0xc0) == 0x80) {
		*len = 2;
		char letter = latin[(unsigned char)s.ptr[1] & 0x3f];
		return letter == '.' ? 0 : letter;
	}
	return 0;
}

/* Folds `name` into `out`; the length, 0 when it does not fit or has nothing of a name. */
static size_t fold(str name, char out[KEY_MAX])
{
	size_t to = 0;
	bool gap = false;

	for (size_t len; name.len; name = str_slice(name, len, name.len)) {
		bool ampersand = name.ptr[0] == '&';
		char c = fold_char(name, &len);
		if (!c && !ampersand) {
			gap = true;
			continue;
		}
		if (to + 5 > KEY_MAX)
			return 0;
		if (to && (gap || ampersand))
			out[to++] = ' ';
		gap = ampersand;
		if (ampersand) {
			memcpy(out + to, "and", 3);
			to += 3;
		} else {
			out[to++] = c;
		}
	}
	return to;
}

static str code_of(const char code[3])
{
	return (str){code, 2};
}

static const struct country *find_code(str code)
{
	size_t low = 0;
	size_t high = COUNTRIES;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(code, code_of(countries[middle].code));
		if (order == 0)
			return &countries[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static str find_key(str key)
{
	size_t low = 0;
	size_t high = KEYS;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(key, str_from(keys[middle].key));
		if (order == 0)
			return code_of(keys[middle].code);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return (str){NULL, 0};
}

str model_country_code(str name)
{
	char folded[KEY_MAX];
	str key = {folded, fold(name, folded)};

	if (key.len == 2) {
		const struct country *country = find_code(key);
		if (country)
			return code_of(country->code);
	}
	if (key.len > 4 && str_starts(key, STR("the ")))
		key = str_slice(key, 4, key.len);
	str code = find_key(key);
	if (!code.len && str_starts(key, STR("region ")))
		code = find_key(str_slice(key, 7, key.len));
	return code;
}

str model_country_name(str code)
{
	char folded[KEY_MAX];
	size_t len = code.len == 2 ? fold(code, folded) : 0;
	const struct country *country = len == 2 ? find_code((str){folded, len}) : NULL;

	return country ? str_from(country->name) : code;
}
