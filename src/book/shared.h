/* What makes an address or a number tell that two have it in common? The build derives ties by it, and whoever tells
 * such a tie finds the values again by it.
 *
 * An address counts from the street on: with a number in it and at least four words; "Tehran, Iran" is shared by
 * thousands. Of its letters only ASCII ones are folded, and the order of its words counts. A number counts from five
 * letters and digits on, with a digit, not one character over and over, and only beside one of its kind. */
#ifndef BOOK_SHARED_H
#define BOOK_SHARED_H

#include "book/identifier.h"

enum { BOOK_ADDRESS_MAX = 512, BOOK_ADDRESS_WORDS = 4, BOOK_NUMBER_LEAST = 5 };

/** Of the words of an address; 0 when it is not specific. */
static inline uint64_t book_address_hash(str address)
{
	char folded[BOOK_ADDRESS_MAX];
	size_t len = 0, words = 0;
	bool digit = false, inside = false;

	for (size_t i = 0; i < address.len && len + 2 <= sizeof folded; i++) {
		unsigned char c = (unsigned char)address.ptr[i];
		bool is_digit = c >= '0' && c <= '9', upper = c >= 'A' && c <= 'Z';
		bool counts = is_digit || upper || (c >= 'a' && c <= 'z') || c >= 0x80;
		if (counts && !inside) {
			folded[len++] = ' ';
			words++;
		}
		if (counts)
			folded[len++] = (char)(upper ? c + ('a' - 'A') : c);
		inside = counts;
		digit |= is_digit;
	}
	return digit && words >= BOOK_ADDRESS_WORDS ? str_hash((str){folded, len}) : 0;
}

/** Of a number and its kind: a property, and of a paper what it is called; 0 when it does not tell. */
static inline uint64_t book_number_hash(uint16_t property, str type, str value)
{
	char folded[BOOK_IDENTIFIER_MAX];
	size_t len = book_identifier_fold(value, folded), same = 0;
	bool digit = false;

	for (size_t i = 0; i < len; i++) {
		digit |= folded[i] >= '0' && folded[i] <= '9';
		same += folded[i] == folded[0];
	}
	if (len < BOOK_NUMBER_LEAST || !digit || same == len)
		return 0;
	uint64_t kind = property == PROP_NUMBER ? str_hash(type) : property;
	return str_hash((str){folded, len}) ^ (kind + 1) * UINT64_C(0x9e3779b97f4a7c15);
}

/** Is a number of that property nobody else's? PROP_NUMBER is one of a paper. */
static inline bool book_number_tells(uint16_t property)
{
	switch (property) {
	case PROP_PASSPORT_NUMBER:
	case PROP_ID_NUMBER:
	case PROP_TAX_NUMBER:
	case PROP_REGISTRATION_NUMBER:
	case PROP_INN_CODE:
	case PROP_OGRN_CODE:
	case PROP_LEI_CODE:
	case PROP_IMO_NUMBER:
		return true;
	default:
		return false;
	}
}

#endif
