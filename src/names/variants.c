/* Variants of a word before a slip of the pen; variants.h says which. */
#include "names/variants.h"

static const char vowels[] = "aeiouy";
enum { FIRST_VOWEL = 3 /* kind of the first of them, as a number */ };

/* What a vowel may have been; 0 of other letters. */
static unsigned vowel_slips(char c)
{
	const char *found = memchr(vowels, c, sizeof vowels - 1);

	return found ? SLIP_VOWEL & ~(1u << (FIRST_VOWEL + (unsigned)(found - vowels))) : 0;
}

/* The slips that can have made the letter. */
static unsigned slips_at(const struct variants *v)
{
	str w = v->word;
	size_t i = v->at;
	bool first = i == 0 || w.ptr[i - 1] != w.ptr[i]; /* of its run */
	unsigned kinds = first ? SLIP_SINGLE : 0;

	if (i + 1 < w.len && w.ptr[i + 1] != w.ptr[i])
		kinds |= SLIP_EXCHANGE;
	else if (i + 1 < w.len && first)
		kinds |= SLIP_DOUBLED;
	if (v->kinds & SLIP_VOWEL)
		kinds |= vowel_slips(w.ptr[i]);
	return kinds & v->kinds;
}

/* The word with a slip undone: kind as a number. */
static str undo(struct variants *v, unsigned kind)
{
	str w = v->word;
	size_t i = v->at;

	str_put(v->text, w);
	switch (1u << kind) {
	case SLIP_DOUBLED:
		memcpy(v->text + i, w.ptr + i + 1, w.len - i - 1);
		return (str){v->text, w.len - 1};
	case SLIP_SINGLE:
		memcpy(v->text + i + 1, w.ptr + i, w.len - i);
		return (str){v->text, w.len + 1};
	case SLIP_EXCHANGE:
		v->text[i] = w.ptr[i + 1];
		v->text[i + 1] = w.ptr[i];
		break;
	default:
		v->text[i] = vowels[kind - FIRST_VOWEL];
		break;
	}
	return (str){v->text, w.len};
}

void variants_begin(struct variants *v, str word, unsigned kinds)
{
	v->word = word;
	v->at = 0;
	v->kinds = kinds;
	v->left = word.len ? slips_at(v) : 0;
}

bool variants_next(struct variants *v, str *out)
{
	while (v->left == 0) {
		if (v->at + 1 >= v->word.len)
			return false;
		v->at++;
		v->left = slips_at(v);
	}
	unsigned kind = (unsigned)__builtin_ctz(v->left);
	v->left &= v->left - 1;
	*out = undo(v, kind);
	return true;
}
