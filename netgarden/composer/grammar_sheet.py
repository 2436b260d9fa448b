"""The grammar of entries on one sheet, for people (DESIGN 8)."""

GRAMMAR = """\
FIRST LINE   [kind] [to|from|with|via] people [when] [at Event]: what happened
             every part may be left out, in any order

kinds        met coffee lunch dinner walk · call · video · email · message
             letter · intro · support · event · tried · note
people       ada · Ada Lovelace · @ada · @"Joana Reis" (CTO at Acme, joana@acme.io)
             @ and a name nobody has plants a new person
when         yesterday · fri · last tue · 3 days ago · 12 nov

owe:         what I promised … by fri
ask:         what I asked … nudge in 3w | by 12 dec
gave: got:   what I gave · what they did for me
thanks:      I said thanks
wants: can:  what they need · what they can help with
news:        new job at Juniper on 3 dec · birthday 12 mar
next:        fri · in 3w · call on 3 dec
done:        words of what is open … and how it ended
#interest    theirs if it is one person, else a topic · tag: vip

whose        Zoë wants: …   owe Chen: …   @name at a line's start: theirs, till the next
;            before a word begins a new line
--           alone on a line begins another entry
\\            at a line's start: only text

Nothing is ever refused: what is not understood stays as text."""

LABELS = 13
"""Cells of its first column."""
