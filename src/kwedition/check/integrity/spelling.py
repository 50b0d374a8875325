"""Which known word is meant by one that is not known."""

from collections.abc import Iterable


def distance(one: str, other: str, limit: int) -> int:
    """Edits between two words, or ``limit + 1`` when they are more.

    Insertions, deletions, substitutions and swaps of neighbours count one each (optimal string alignment).
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


class Vocabulary:
    """Known words, arranged so that the nearest to another is found without looking at all of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._folded: dict[str, str] = {}
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(words):
            self._folded.setdefault(word.casefold(), word)
            self._by_length.setdefault(len(word), []).append(word)

    def nearest(self, word: str) -> str:
        """The known word that was probably meant, or an empty string.

        Words that differ in their digits only are neighbours in a series, not misspellings of each other.
        """
        same = self._folded.get(word.casefold())
        if same is not None:
            return same
        letters = _letters(word)
        if not letters or len(word) > _LONGEST:
            return ""
        limit = 1 if len(word) < 6 else 2 if len(word) < 12 else 3
        best, best_at = "", limit + 1
        given = set(word)
        for length in range(len(word) - limit, len(word) + limit + 1):
            for candidate in self._by_length.get(length, ()):
                if len(given.symmetric_difference(candidate)) > 2 * limit or _letters(candidate) == letters:
                    continue
                at = distance(word, candidate, min(limit, best_at))
                if at < best_at or (at == best_at and candidate < best):
                    best, best_at = candidate, at
        return best


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or an empty string."""
    return Vocabulary(known).nearest(word)


# Longer ones are no words that somebody typed.
_LONGEST = 250


def _letters(word: str) -> str:
    return "".join(each for each in word if not each.isdigit())
