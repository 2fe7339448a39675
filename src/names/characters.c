/* Names in Han and Hangul that are read alike are told apart by their characters: 王伟 and 王维. */
#include "names/score.h"
#include "text/text.h"

#define READ_ALIKE 0.1 /* names in Han, read alike: more than the share of their characters */

enum { HAN_MAX = 64 /* characters of a name that are looked at */, HAN_FULL = 4 /* of a full name, at most */ };

/** The characters of a name in Han, whatever their shapes, and its syllables in Hangul. */
struct characters {
	uint32_t at[HAN_MAX];
	size_t count;
	bool han; /* all of them are Han */
};

static void read_characters(str name, struct characters *out)
{
	out->count = 0;
	out->han = true;
	while (name.len && out->count < HAN_MAX) {
		uint32_t codepoint = utf8_next(&name), c = text_han_character(codepoint);
		if (!c && (c = text_hangul_syllable(codepoint)) != 0)
			out->han = false;
		if (c)
			out->at[out->count++] = c;
	}
}

/* How far two names of these characters, which a reading gives alike, may be one beyond what they share. Where a
 * character is heard as another, it may be written for it, but hardly that of a family name, which is known: 王志远,
 * 汪志远. Two syllables of Hangul are heard as two. */
static double allowance(const struct characters *a, const struct characters *b, bool person)
{
	bool full = person && a->count == b->count && a->count <= HAN_FULL;

	return a->han && b->han && !(full && a->at[0] != b->at[0]) ? READ_ALIKE : 0;
}

double score_bound_of_characters(str a, str b, bool person)
{
	struct characters left, right;

	read_characters(a, &left);
	read_characters(b, &right);
	double allowed = allowance(&left, &right, person);
	size_t n = left.count, m = right.count, both = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (left.at[i] == right.at[j]) {
				right.at[j] = 0;
				both++;
				break;
			}
	size_t least_count = n < m ? n : m;
	return both == least_count ? 1 : (double)both / (double)least_count + allowed;
}
