/* Letters of the Latin alphabet as Indian scripts spell their English names: एम. के. गांधी is M. K. Gandhi. */
#include "names/parse.h"

/* The name of each letter in normal form. */
static const struct {
	char name[7], letter;
} letters[] = {
    {"e", 'a'},   {"bi", 'b'},   {"si", 'c'},  {"di", 'd'},  {"i", 'e'},    {"ef", 'f'},     {"eph", 'f'},
    {"eap", 'f'}, {"ehap", 'f'}, {"ji", 'g'},  {"ech", 'h'}, {"eich", 'h'}, {"ai", 'i'},     {"je", 'j'},
    {"ke", 'k'},  {"el", 'l'},   {"em", 'm'},  {"en", 'n'},  {"o", 'o'},    {"pi", 'p'},     {"kyu", 'q'},
    {"ar", 'r'},  {"es", 's'},   {"ti", 't'},  {"yu", 'u'},  {"vi", 'v'},   {"wi", 'v'},     {"bhi", 'v'},
    {"eks", 'x'}, {"vai", 'y'},  {"wai", 'y'}, {"jed", 'z'}, {"zed", 'z'},  {"dablyu", 'w'}, {"dablu", 'w'},
};

void parse_spelt_letters(struct parser *p)
{
	if (!(p->marks & TOKEN_DOT))
		return;
	for (size_t i = 0; i < p->count; i++) {
		struct piece *piece = &p->piece[i];
		if (!(piece->flags & TOKEN_DOT) || piece->script < SCRIPT_DEVANAGARI || piece->script > SCRIPT_INDIC)
			continue;
		for (size_t k = 0; k < sizeof letters / sizeof *letters; k++) {
			if (!str_equal(piece->text, str_from(letters[k].name)))
				continue;
			piece->text = (str){&letters[k].letter, 1};
			break;
		}
	}
}
