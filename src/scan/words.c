/* Of which classes is a word? */
#include "scan/words.h"

uint64_t scan_word_classes(str word)
{
	size_t low = 0, high = scan_word_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_compare(str_from(scan_words[mid].text), word);
		if (order == 0)
			return scan_words[mid].classes;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return 0;
}
