"""What a file that holds a whole network must survive, and where it is shown.

After every fault the file parses, for netgarden and for plain JSON; it is the old or the new one, never a mix;
what was called saved is there; what nobody touched is the same to the byte; and what was refused is still on
the screen, in memory or in a draft. The quick set runs with all other tests, the long one with
`pytest -m long tests/faults`.

| fault | test |
|---|---|
| kill -9 at a random moment, over everything one does | `test_kill` |
| a call of save, opening, repair, restore, merge or migration fails, is short, or is the last | `test_every_call` |
| the same of the system itself, under strace | `test_real_calls` |
| a full disk, a limit, and room again | `test_full_disk` |
| a power cut; controls without fsync, rename, lock and identity check | `test_power_cut` |
| what could not be saved when one leaves | `test_unsaved` |
| two shells beside the open app | `test_shells` |
| the file replaced unseen, written slowly, unmounted; its lock held | `test_replaced` |
| three devices, windows, scripts and syncs in any order | `test_devices` |
| each decision of the join taken the other way | `test_mutants` |
| odd paths, permissions, links, mounts, locales, leftovers | `test_places` |
| a wrong clock, midnight, suspension, another time zone | `test_clock` |
| signals, a closed terminal, errors, sizes of a terminal | `test_terminal` |
| all of it at random, against a model | `test_soak` |
| hostile text in every screen and command | `test_hostile_pty`, `test_hostile_commands` |
| any use of the network | `test_offline` |

Damaged files, older and newer forms, conflict copies and backups stand in `tests/storage`: `test_bad_files`,
`test_migrations`, `test_storage_recovery`, `test_storage_notices`.
"""
