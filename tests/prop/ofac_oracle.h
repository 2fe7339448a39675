/* The scorer "ofac" once more, from docs/scoring-ofac.md alone and as plainly as can be: what src/ofac must equal.
 * Letters are folded by a short table, so names to be tried are made of ASCII and of its letters. */
#ifndef TESTS_OFAC_ORACLE_H
#define TESTS_OFAC_ORACLE_H

#include "base/str.h"

enum { ORACLE_TEXT = 256 };

/** Not ASCII, yet Latin. */
static const char *const oracle_letters[][2] = {{"é", "E"}, {"ü", "U"},  {"Ö", "O"}, {"ñ", "N"},
                                                {"ł", "L"}, {"ß", "SS"}, {"Ç", "C"}, {"Ł", "L"}};

static inline void oracle_read(str name, char out[ORACLE_TEXT])
{
	size_t len = 0;

	for (size_t i = 0; i < name.len && len < ORACLE_TEXT - 3;) {
		char c = name.ptr[i];
		size_t k = 0, kinds = sizeof oracle_letters / sizeof *oracle_letters;
		while (k < kinds && !str_starts(str_slice(name, i, name.len), str_from(oracle_letters[k][0])))
			k++;
		if (k < kinds) {
			for (const char *p = oracle_letters[k][1]; *p; p++)
				out[len++] = *p;
			i += strlen(oracle_letters[k][0]);
			continue;
		}
		i++;
		if (c >= 'a' && c <= 'z')
			out[len++] = (char)(c - 32);
		else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
			out[len++] = c;
		else if (len > 0 && out[len - 1] != ' ')
			out[len++] = ' ';
	}
	if (len > 0 && out[len - 1] == ' ')
		len--;
	out[len] = '\0';
}

/* The query's letters look for theirs in the name, where the library does it the other way round. */
static inline double oracle_jaro_winkler(const char *query, const char *name)
{
	bool taken[ORACLE_TEXT] = {false};
	char left[ORACLE_TEXT], right[ORACLE_TEXT];
	int a = (int)strlen(query), b = (int)strlen(name), m = 0, n = 0, differing = 0, prefix = 0;
	int window = (a > b ? a : b) / 2 - 1;

	for (int i = 0; i < a; i++)
		for (int j = 0; j < b; j++) {
			int apart = i > j ? i - j : j - i;
			if (taken[j] || query[i] != name[j] || apart > (window > 0 ? window : 0))
				continue;
			taken[j] = true;
			left[m++] = query[i];
			break;
		}
	for (int j = 0; j < b; j++)
		if (taken[j])
			right[n++] = name[j];
	for (int k = 0; k < m; k++)
		differing += left[k] != right[k];
	if (m == 0)
		return 0;
	double t = differing / 2;
	double jaro = ((double)m / a + (double)m / b + (m - t) / m) / 3;
	while (prefix < 4 && query[prefix] && query[prefix] == name[prefix])
		prefix++;
	return jaro > 0.7 ? jaro + 0.1 * prefix * (1 - jaro) : jaro;
}

static inline void oracle_soundex(const char *part, char code[5])
{
	static const char *const groups[] = {"BFPV", "CGJKQSXZ", "DT", "L", "MN", "R"};
	char last = 0;
	size_t n = 0;

	strcpy(code, "");
	for (; *part; part++) {
		char digit = '0';
		if (*part < 'A' || *part > 'Z')
			continue;
		for (int g = 0; g < 6; g++)
			if (strchr(groups[g], *part))
				digit = (char)('1' + g);
		if (n == 0)
			code[n++] = *part;
		else if (digit != '0' && digit != last && n < 4)
			code[n++] = digit;
		if (!strchr("HW", *part))
			last = digit;
	}
	while (n > 0 && n < 4)
		code[n++] = '0';
	code[n] = '\0';
}

static inline double oracle_part(const char *query, const char *name)
{
	char a[5], b[5];
	double similarity = oracle_jaro_winkler(query, name);

	oracle_soundex(query, a);
	oracle_soundex(name, b);
	if (query[0] != name[0])
		return 0;
	return similarity >= 0.5 || (a[0] && strcmp(a, b) == 0) ? similarity : 0;
}

/* Cuts the next part off; NULL at the end. */
static inline char *oracle_cut(char **rest)
{
	char *part = *rest, *blank = part ? strchr(part, ' ') : NULL;

	*rest = blank ? blank + 1 : NULL;
	if (blank)
		*blank = '\0';
	return part && *part ? part : NULL;
}

static inline double oracle_score(str query, str name)
{
	char whole[ORACLE_TEXT], other[ORACLE_TEXT], copy[ORACLE_TEXT], names[ORACLE_TEXT];
	double sum = 0, count = 0;

	oracle_read(query, whole);
	oracle_read(name, other);
	double score = oracle_jaro_winkler(whole, other);
	strcpy(copy, whole);
	for (char *rest = copy, *part; (part = oracle_cut(&rest)); count++) {
		double best = 0;
		strcpy(names, other);
		for (char *others = names, *p; (p = oracle_cut(&others));) {
			double s = oracle_part(part, p);
			best = s > best ? s : best;
		}
		sum += best;
	}
	return count > 0 && sum / count > score ? sum / count : score;
}

#endif
