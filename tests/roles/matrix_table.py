"""Role × action × relation, every cell written by hand: the right of each role as built, read against the domain.

One block per relation, in the words of `roles.matrix.Relation`; read a cell aloud as 'a *wmo-consulent* may *decide on
a vangnet request* of what is in their *team*: yes'. A dash is a no. Nothing here is made from the matrix, and nothing
may be: who changes a right changes two places, and `test_matrix_table.py` names the cell where they differ.
Where the domain is silent or says otherwise: docs/who-may-what.md.
"""

from typing import Final

MAY: Final[dict[str, str]] = {
    # The case belongs to their team (and lies in one of their kernen).
    "team": """
                    eerste  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  inwoner  meelezer
report_case         -       -    -          -       -      -        -          -          -       -        -        -
view_case           -       yes  yes        yes     -      -        -          -          -       -        -        -
view_file           -       yes  yes        yes     -      -        -          -          -       -        -        -
view_shielded       -       yes  yes        yes     -      -        -          -          -       -        -        -
view_own            -       -    -          -       -      -        -          -          -       -        -        -
steer_own           -       -    -          -       -      -        -          -          -       -        -        -
edit_file           -       yes  yes        yes     -      -        -          -          -       -        -        -
convert_case        -       -    yes        yes     -      -        -          -          -       -        -        -
take_up_case        -       -    yes        yes     -      -        -          -          -       -        -        -
advise_case         -       -    yes        yes     -      -        -          -          -       -        -        -
lead_case           -       yes  yes        yes     -      -        -          -          -       -        -        -
end_case            -       yes  yes        yes     -      -        -          -          -       -        -        -
reopen_case         -       -    yes        yes     -      -        -          -          -       -        -        -
assign_case         -       -    -          yes     -      -        -          -          -       -        -        -
settle_double       -       -    yes        yes     -      -        -          -          -       -        -        -
view_handover       -       yes  yes        yes     -      -        -          -          -       -        -        -
offer_handover      -       yes  yes        yes     -      -        -          -          -       -        -        -
answer_handover     -       -    -          -       -      -        -          -          -       -        -        -
view_goal           -       yes  yes        yes     -      -        -          -          -       -        -        -
report_goal         -       yes  yes        yes     -      -        -          -          -       -        -        -
view_decision       -       yes  yes        yes     -      -        -          -          -       -        -        -
issue_indicatie     -       yes  yes        yes     -      -        -          -          -       -        -        -
review_indicatie    -       yes  yes        yes     -      -        -          -          -       -        -        -
decide_application  -       -    yes        yes     -      -        -          -          -       -        -        -
decide_after_end    -       -    -          yes     -      -        -          -          -       -        -        -
view_vangnet        -       yes  yes        yes     -      -        -          -          -       -        -        -
request_vangnet     -       yes  yes        yes     -      -        -          -          -       -        -        -
decide_vangnet      -       -    yes        yes     -      -        -          -          -       -        -        -
pay_vangnet         -       -    -          -       -      -        -          -          -       -        -        -
view_budget         -       -    -          yes     -      -        -          -          -       -        -        -
view_document       -       yes  yes        yes     -      -        -          -          -       -        -        -
make_document       -       yes  yes        yes     -      -        -          -          -       -        -        -
send_document       -       yes  yes        yes     -      -        -          -          -       -        -        -
make_batch          -       -    -          -       -      -        -          -          -       -        -        -
view_piece          -       yes  yes        yes     -      -        -          -          -       -        -        -
keep_piece          -       yes  yes        yes     -      -        -          -          -       -        -        -
view_insight        -       yes  yes        yes     -      -        -          -          -       -        -        -
give_grant          -       yes  yes        yes     -      -        -          -          -       -        -        -
recuse              -       yes  yes        yes     -      -        -          -          -       -        -        -
view_reading_log    -       -    -          -       -      -        -          -          -       -        -        -
configure           -       -    -          -       -      -        -          -          -       -        -        -
confirm_rights      -       -    -          yes     -      -        -          -          -       -        -        -
view_triangle       -       -    -          -       -      -        -          -          -       -        -        -
hand_out_work       -       -    -          -       -      -        -          -          -       -        -        -
""",
    # They sit in the team of the municipality: any case.
    "everywhere": """
                    eerste  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  inwoner  meelezer
report_case         -       -    -          -       -      -        -          -          -       -        -        -
view_case           -       -    -          -       yes    -        -          -          -       -        -        -
view_file           -       -    -          -       yes    -        -          -          -       -        -        -
view_shielded       -       -    -          -       yes    -        -          -          -       -        -        -
view_own            -       -    -          -       -      -        -          -          -       -        -        -
steer_own           -       -    -          -       -      -        -          -          -       -        -        -
edit_file           -       -    -          -       yes    -        -          -          -       -        -        -
convert_case        -       -    -          -       yes    -        -          -          -       -        -        -
take_up_case        -       -    -          -       yes    -        -          -          -       -        -        -
advise_case         -       -    -          -       yes    -        -          -          -       -        -        -
lead_case           -       -    -          -       yes    -        -          -          -       -        -        -
end_case            -       -    -          -       yes    -        -          -          -       -        -        -
reopen_case         -       -    -          -       yes    -        -          -          -       -        -        -
assign_case         -       -    -          -       yes    -        -          -          -       -        -        -
settle_double       -       -    -          -       yes    -        -          -          -       -        -        -
view_handover       -       -    -          -       yes    -        -          -          -       -        -        -
offer_handover      -       -    -          -       yes    -        -          -          -       -        -        -
answer_handover     -       -    -          -       -      -        -          -          -       -        -        -
view_goal           -       -    -          -       yes    -        -          -          -       -        -        -
report_goal         -       -    -          -       yes    -        -          -          -       -        -        -
view_decision       -       -    -          -       yes    -        -          -          -       -        -        -
issue_indicatie     -       -    -          -       yes    -        -          -          -       -        -        -
review_indicatie    -       -    -          -       yes    -        -          -          -       -        -        -
decide_application  -       -    -          -       yes    -        -          -          -       -        -        -
decide_after_end    -       -    -          -       yes    -        -          -          -       -        -        -
view_vangnet        -       -    -          -       yes    -        -          yes        -       -        -        -
request_vangnet     -       -    -          -       yes    -        -          -          -       -        -        -
decide_vangnet      -       -    -          -       yes    -        -          -          -       -        -        -
pay_vangnet         -       -    -          -       -      -        -          yes        -       -        -        -
view_budget         -       -    -          -       yes    -        -          yes        -       -        -        -
view_document       -       -    -          -       yes    -        -          -          -       -        -        -
make_document       -       -    -          -       yes    -        -          -          -       -        -        -
send_document       -       -    -          -       yes    -        -          -          -       -        -        -
make_batch          -       -    -          -       -      -        -          -          -       -        -        -
view_piece          -       -    -          -       yes    -        -          -          -       -        -        -
keep_piece          -       -    -          -       yes    -        -          -          -       -        -        -
view_insight        -       -    -          -       yes    -        -          -          -       -        -        -
give_grant          -       -    -          -       yes    -        -          -          -       -        -        -
recuse              -       -    -          -       yes    -        -          -          -       -        -        -
view_reading_log    -       -    -          -       -      -        -          -          -       -        -        -
configure           -       -    -          -       -      -        -          -          -       -        -        -
confirm_rights      -       -    -          -       yes    -        -          -          yes     -        -        -
view_triangle       -       -    -          -       -      -        -          -          -       -        -        -
hand_out_work       -       -    -          -       -      -        -          -          -       -        -        -
""",
    # They reported the case themselves.
    "reported": """
                    eerste  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  inwoner  meelezer
report_case         -       -    -          -       -      -        -          -          -       -        -        -
view_case           yes     yes  yes        yes     yes    -        -          -          -       -        -        -
view_file           -       -    -          -       -      -        -          -          -       -        -        -
view_shielded       -       -    -          -       -      -        -          -          -       -        -        -
view_own            -       -    -          -       -      -        -          -          -       -        -        -
steer_own           -       -    -          -       -      -        -          -          -       -        -        -
edit_file           -       -    -          -       -      -        -          -          -       -        -        -
convert_case        yes     yes  yes        yes     yes    -        -          -          -       -        -        -
take_up_case        -       -    -          -       -      -        -          -          -       -        -        -
advise_case         yes     -    -          -       -      -        -          -          -       -        -        -
lead_case           -       -    -          -       -      -        -          -          -       -        -        -
end_case            -       -    -          -       -      -        -          -          -       -        -        -
reopen_case         -       -    -          -       -      -        -          -          -       -        -        -
assign_case         -       -    -          -       -      -        -          -          -       -        -        -
settle_double       -       -    -          -       -      -        -          -          -       -        -        -
view_handover       yes     -    -          -       -      -        -          -          -       -        -        -
offer_handover      yes     -    -          -       -      -        -          -          -       -        -        -
answer_handover     -       -    -          -       -      -        -          -          -       -        -        -
view_goal           -       -    -          -       -      -        -          -          -       -        -        -
report_goal         -       -    -          -       -      -        -          -          -       -        -        -
view_decision       yes     -    -          -       -      -        -          -          -       -        -        -
issue_indicatie     yes     -    -          -       -      -        -          -          -       -        -        -
review_indicatie    -       -    -          -       -      -        -          -          -       -        -        -
decide_application  -       -    -          -       -      -        -          -          -       -        -        -
decide_after_end    -       -    -          -       -      -        -          -          -       -        -        -
view_vangnet        -       -    -          -       -      -        -          -          -       -        -        -
request_vangnet     yes     -    -          -       -      -        -          -          -       -        -        -
decide_vangnet      -       -    -          -       -      -        -          -          -       -        -        -
pay_vangnet         -       -    -          -       -      -        -          -          -       -        -        -
view_budget         -       -    -          -       -      -        -          -          -       -        -        -
view_document       yes     -    -          -       -      -        -          -          -       -        -        -
make_document       -       -    -          -       -      -        -          -          -       -        -        -
send_document       yes     -    -          -       -      -        -          -          -       -        -        -
make_batch          -       -    -          -       -      -        -          -          -       -        -        -
view_piece          -       -    -          -       -      -        -          -          -       -        -        -
keep_piece          -       -    -          -       -      -        -          -          -       -        -        -
view_insight        -       -    -          -       -      -        -          -          -       -        -        -
give_grant          -       -    -          -       -      -        -          -          -       -        -        -
recuse              yes     -    -          -       -      -        -          -          -       -        -        -
view_reading_log    -       -    -          -       -      -        -          -          -       -        -        -
configure           -       -    -          -       -      -        -          -          -       -        -        -
confirm_rights      -       -    -          -       -      -        -          -          -       -        -        -
view_triangle       -       -    -          -       -      -        -          -          -       -        -        -
hand_out_work       -       -    -          -       -      -        -          -          -       -        -        -
""",
    # They issued an indicatie on the case, or one was put to them.
    "issued": """
                    eerste  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  inwoner  meelezer
report_case         -       -    -          -       -      -        -          -          -       -        -        -
view_case           yes     -    -          -       -      -        -          -          -       -        -        -
view_file           -       -    -          -       -      -        -          -          -       -        -        -
view_shielded       -       -    -          -       -      -        -          -          -       -        -        -
view_own            -       -    -          -       -      -        -          -          -       -        -        -
steer_own           -       -    -          -       -      -        -          -          -       -        -        -
edit_file           -       -    -          -       -      -        -          -          -       -        -        -
convert_case        -       -    -          -       -      -        -          -          -       -        -        -
take_up_case        -       -    -          -       -      -        -          -          -       -        -        -
advise_case         -       -    -          -       -      -        -          -          -       -        -        -
lead_case           -       -    -          -       -      -        -          -          -       -        -        -
end_case            -       -    -          -       -      -        -          -          -       -        -        -
reopen_case         -       -    -          -       -      -        -          -          -       -        -        -
assign_case         -       -    -          -       -      -        -          -          -       -        -        -
settle_double       -       -    -          -       -      -        -          -          -       -        -        -
view_handover       -       -    -          -       -      -        -          -          -       -        -        -
offer_handover      -       -    -          -       -      -        -          -          -       -        -        -
answer_handover     -       -    -          -       -      -        -          -          -       -        -        -
view_goal           -       -    -          -       -      -        -          -          -       -        -        -
report_goal         -       -    -          -       -      -        -          -          -       -        -        -
view_decision       yes     -    -          -       -      -        -          -          -       -        -        -
issue_indicatie     yes     -    -          -       -      -        -          -          -       -        -        -
review_indicatie    -       -    -          -       -      -        -          -          -       -        -        -
decide_application  -       -    -          -       -      -        -          -          -       -        -        -
decide_after_end    -       -    -          -       -      -        -          -          -       -        -        -
view_vangnet        -       -    -          -       -      -        -          -          -       -        -        -
request_vangnet     -       -    -          -       -      -        -          -          -       -        -        -
decide_vangnet      -       -    -          -       -      -        -          -          -       -        -        -
pay_vangnet         -       -    -          -       -      -        -          -          -       -        -        -
view_budget         -       -    -          -       -      -        -          -          -       -        -        -
view_document       yes     -    -          -       -      -        -          -          -       -        -        -
make_document       -       -    -          -       -      -        -          -          -       -        -        -
send_document       yes     -    -          -       -      -        -          -          -       -        -        -
make_batch          -       -    -          -       -      -        -          -          -       -        -        -
view_piece          -       -    -          -       -      -        -          -          -       -        -        -
keep_piece          -       -    -          -       -      -        -          -          -       -        -        -
view_insight        -       -    -          -       -      -        -          -          -       -        -        -
give_grant          -       -    -          -       -      -        -          -          -       -        -        -
recuse              -       -    -          -       -      -        -          -          -       -        -        -
view_reading_log    -       -    -          -       -      -        -          -          -       -        -        -
configure           -       -    -          -       -      -        -          -          -       -        -        -
confirm_rights      -       -    -          -       -      -        -          -          -       -        -        -
view_triangle       -       -    -          -       -      -        -          -          -       -        -        -
hand_out_work       -       -    -          -       -      -        -          -          -       -        -        -
""",
    # The hand-over is offered to, or held by, their team or organisation.
    "receiver": """
                    eerste  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  inwoner  meelezer
report_case         -       -    -          -       -      -        -          -          -       -        -        -
view_case           -       -    -          -       -      -        -          -          -       -        -        -
view_file           -       -    -          -       -      -        -          -          -       -        -        -
view_shielded       -       -    -          -       -      -        -          -          -       -        -        -
view_own            -       -    -          -       -      -        -          -          -       -        -        -
steer_own           -       -    -          -       -      -        -          -          -       -        -        -
edit_file           -       -    -          -       -      -        -          -          -       -        -        -
convert_case        -       -    -          -       -      -        -          -          -       -        -        -
take_up_case        -       -    -          -       -      -        -          -          -       -        -        -
advise_case         -       -    -          -       -      -        -          -          -       -        -        -
lead_case           -       -    -          -       -      -        -          -          -       -        -        -
end_case            -       -    -          -       -      -        -          -          -       -        -        -
reopen_case         -       -    -          -       -      -        -          -          -       -        -        -
assign_case         -       -    -          -       -      -        -          -          -       -        -        -
settle_double       -       -    -          -       -      -        -          -          -       -        -        -
view_handover       -       yes  yes        yes     yes    yes      -          -          -       -        -        -
offer_handover      -       -    -          -       -      -        -          -          -       -        -        -
answer_handover     -       yes  yes        yes     yes    yes      -          -          -       -        -        -
view_goal           -       -    -          -       -      -        -          -          -       -        -        -
report_goal         -       -    -          -       -      -        -          -          -       -        -        -
view_decision       -       -    -          -       -      -        -          -          -       -        -        -
issue_indicatie     -       -    -          -       -      -        -          -          -       -        -        -
review_indicatie    -       -    -          -       -      -        -          -          -       -        -        -
decide_application  -       -    -          -       -      -        -          -          -       -        -        -
decide_after_end    -       -    -          -       -      -        -          -          -       -        -        -
view_vangnet        -       -    -          -       -      -        -          -          -       -        -        -
request_vangnet     -       -    -          -       -      -        -          -          -       -        -        -
decide_vangnet      -       -    -          -       -      -        -          -          -       -        -        -
pay_vangnet         -       -    -          -       -      -        -          -          -       -        -        -
view_budget         -       -    -          -       -      -        -          -          -       -        -        -
view_document       -       -    -          -       -      -        -          -          -       -        -        -
make_document       -       -    -          -       -      -        -          -          -       -        -        -
send_document       -       -    -          -       -      -        -          -          -       -        -        -
make_batch          -       -    -          -       -      -        -          -          -       -        -        -
view_piece          -       -    -          -       -      -        -          -          -       -        -        -
keep_piece          -       -    -          -       -      -        -          -          -       -        -        -
view_insight        -       -    -          -       -      -        -          -          -       -        -        -
give_grant          -       -    -          -       -      -        -          -          -       -        -        -
recuse              -       -    -          -       -      -        -          -          -       -        -        -
view_reading_log    -       -    -          -       -      -        -          -          -       -        -        -
configure           -       -    -          -       -      -        -          -          -       -        -        -
confirm_rights      -       -    -          -       -      -        -          -          -       -        -        -
view_triangle       -       -    -          -       -      -        -          -          -       -        -        -
hand_out_work       -       -    -          -       -      -        -          -          -       -        -        -
""",
    # Their organisation carries the goal.
    "carrier": """
                    eerste  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  inwoner  meelezer
report_case         -       -    -          -       -      -        -          -          -       -        -        -
view_case           -       -    -          -       -      -        -          -          -       -        -        -
view_file           -       -    -          -       -      -        -          -          -       -        -        -
view_shielded       -       -    -          -       -      -        -          -          -       -        -        -
view_own            -       -    -          -       -      -        -          -          -       -        -        -
steer_own           -       -    -          -       -      -        -          -          -       -        -        -
edit_file           -       -    -          -       -      -        -          -          -       -        -        -
convert_case        -       -    -          -       -      -        -          -          -       -        -        -
take_up_case        -       -    -          -       -      -        -          -          -       -        -        -
advise_case         -       -    -          -       -      -        -          -          -       -        -        -
lead_case           -       -    -          -       -      -        -          -          -       -        -        -
end_case            -       -    -          -       -      -        -          -          -       -        -        -
reopen_case         -       -    -          -       -      -        -          -          -       -        -        -
assign_case         -       -    -          -       -      -        -          -          -       -        -        -
settle_double       -       -    -          -       -      -        -          -          -       -        -        -
view_handover       -       -    -          -       -      -        -          -          -       -        -        -
offer_handover      -       -    -          -       -      -        -          -          -       -        -        -
answer_handover     -       -    -          -       -      -        -          -          -       -        -        -
view_goal           -       -    -          -       -      yes      yes        -          -       -        -        -
report_goal         -       -    -          -       -      yes      yes        -          -       -        -        -
view_decision       -       -    -          -       -      -        -          -          -       -        -        -
issue_indicatie     -       -    -          -       -      -        -          -          -       -        -        -
review_indicatie    -       -    -          -       -      -        -          -          -       -        -        -
decide_application  -       -    -          -       -      -        -          -          -       -        -        -
decide_after_end    -       -    -          -       -      -        -          -          -       -        -        -
view_vangnet        -       -    -          -       -      -        -          -          -       -        -        -
request_vangnet     -       -    -          -       -      -        -          -          -       -        -        -
decide_vangnet      -       -    -          -       -      -        -          -          -       -        -        -
pay_vangnet         -       -    -          -       -      -        -          -          -       -        -        -
view_budget         -       -    -          -       -      -        -          -          -       -        -        -
view_document       -       -    -          -       -      -        -          -          -       -        -        -
make_document       -       -    -          -       -      -        -          -          -       -        -        -
send_document       -       -    -          -       -      -        -          -          -       -        -        -
make_batch          -       -    -          -       -      -        -          -          -       -        -        -
view_piece          -       -    -          -       -      -        -          -          -       -        -        -
keep_piece          -       -    -          -       -      -        -          -          -       -        -        -
view_insight        -       -    -          -       -      -        -          -          -       -        -        -
give_grant          -       -    -          -       -      -        -          -          -       -        -        -
recuse              -       -    -          -       -      -        -          -          -       -        -        -
view_reading_log    -       -    -          -       -      -        -          -          -       -        -        -
configure           -       -    -          -       -      -        -          -          -       -        -        -
confirm_rights      -       -    -          -       -      -        -          -          -       -        -        -
view_triangle       -       -    -          -       -      -        -          -          -       -        -        -
hand_out_work       -       -    -          -       -      -        -          -          -       -        -        -
""",
    # They made this vangnet request.
    "requested": """
                    eerste  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  inwoner  meelezer
report_case         -       -    -          -       -      -        -          -          -       -        -        -
view_case           -       -    -          -       -      -        -          -          -       -        -        -
view_file           -       -    -          -       -      -        -          -          -       -        -        -
view_shielded       -       -    -          -       -      -        -          -          -       -        -        -
view_own            -       -    -          -       -      -        -          -          -       -        -        -
steer_own           -       -    -          -       -      -        -          -          -       -        -        -
edit_file           -       -    -          -       -      -        -          -          -       -        -        -
convert_case        -       -    -          -       -      -        -          -          -       -        -        -
take_up_case        -       -    -          -       -      -        -          -          -       -        -        -
advise_case         -       -    -          -       -      -        -          -          -       -        -        -
lead_case           -       -    -          -       -      -        -          -          -       -        -        -
end_case            -       -    -          -       -      -        -          -          -       -        -        -
reopen_case         -       -    -          -       -      -        -          -          -       -        -        -
assign_case         -       -    -          -       -      -        -          -          -       -        -        -
settle_double       -       -    -          -       -      -        -          -          -       -        -        -
view_handover       -       -    -          -       -      -        -          -          -       -        -        -
offer_handover      -       -    -          -       -      -        -          -          -       -        -        -
answer_handover     -       -    -          -       -      -        -          -          -       -        -        -
view_goal           -       -    -          -       -      -        -          -          -       -        -        -
report_goal         -       -    -          -       -      -        -          -          -       -        -        -
view_decision       -       -    -          -       -      -        -          -          -       -        -        -
issue_indicatie     -       -    -          -       -      -        -          -          -       -        -        -
review_indicatie    -       -    -          -       -      -        -          -          -       -        -        -
decide_application  -       -    -          -       -      -        -          -          -       -        -        -
decide_after_end    -       -    -          -       -      -        -          -          -       -        -        -
view_vangnet        yes     -    -          -       -      -        -          -          -       -        -        -
request_vangnet     -       -    -          -       -      -        -          -          -       -        -        -
decide_vangnet      -       -    -          -       -      -        -          -          -       -        -        -
pay_vangnet         -       -    -          -       -      -        -          -          -       -        -        -
view_budget         -       -    -          -       -      -        -          -          -       -        -        -
view_document       -       -    -          -       -      -        -          -          -       -        -        -
make_document       -       -    -          -       -      -        -          -          -       -        -        -
send_document       -       -    -          -       -      -        -          -          -       -        -        -
make_batch          -       -    -          -       -      -        -          -          -       -        -        -
view_piece          -       -    -          -       -      -        -          -          -       -        -        -
keep_piece          -       -    -          -       -      -        -          -          -       -        -        -
view_insight        -       -    -          -       -      -        -          -          -       -        -        -
give_grant          -       -    -          -       -      -        -          -          -       -        -        -
recuse              -       -    -          -       -      -        -          -          -       -        -        -
view_reading_log    -       -    -          -       -      -        -          -          -       -        -        -
configure           -       -    -          -       -      -        -          -          -       -        -        -
confirm_rights      -       -    -          -       -      -        -          -          -       -        -        -
view_triangle       -       -    -          -       -      -        -          -          -       -        -        -
hand_out_work       -       -    -          -       -      -        -          -          -       -        -        -
""",
    # They hold a grant by name on this one case.
    "grant": """
                    eerste  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  inwoner  meelezer
report_case         -       -    -          -       -      -        -          -          -       -        -        -
view_case           -       -    -          -       -      -        -          -          -       -        -        yes
view_file           -       -    -          -       -      -        -          -          -       -        -        yes
view_shielded       -       -    -          -       -      -        -          -          -       -        -        -
view_own            -       -    -          -       -      -        -          -          -       -        yes      -
steer_own           -       -    -          -       -      -        -          -          -       -        yes      -
edit_file           -       -    -          -       -      -        -          -          -       -        -        -
convert_case        -       -    -          -       -      -        -          -          -       -        -        -
take_up_case        -       -    -          -       -      -        -          -          -       -        -        -
advise_case         -       -    -          -       -      -        -          -          -       -        -        -
lead_case           -       -    -          -       -      -        -          -          -       -        -        -
end_case            -       -    -          -       -      -        -          -          -       -        -        -
reopen_case         -       -    -          -       -      -        -          -          -       -        -        -
assign_case         -       -    -          -       -      -        -          -          -       -        -        -
settle_double       -       -    -          -       -      -        -          -          -       -        -        -
view_handover       -       -    -          -       -      -        -          -          -       -        yes      yes
offer_handover      -       -    -          -       -      -        -          -          -       -        -        -
answer_handover     -       -    -          -       -      -        -          -          -       -        yes      -
view_goal           -       -    -          -       -      -        -          -          -       -        yes      yes
report_goal         -       -    -          -       -      -        -          -          -       -        yes      -
view_decision       -       -    -          -       -      -        -          -          -       -        yes      yes
issue_indicatie     -       -    -          -       -      -        -          -          -       -        -        -
review_indicatie    -       -    -          -       -      -        -          -          -       -        -        -
decide_application  -       -    -          -       -      -        -          -          -       -        -        -
decide_after_end    -       -    -          -       -      -        -          -          -       -        -        -
view_vangnet        -       -    -          -       -      -        -          -          -       -        -        -
request_vangnet     -       -    -          -       -      -        -          -          -       -        -        -
decide_vangnet      -       -    -          -       -      -        -          -          -       -        -        -
pay_vangnet         -       -    -          -       -      -        -          -          -       -        -        -
view_budget         -       -    -          -       -      -        -          -          -       -        -        -
view_document       -       -    -          -       -      -        -          -          -       -        yes      yes
make_document       -       -    -          -       -      -        -          -          -       -        -        -
send_document       -       -    -          -       -      -        -          -          -       -        -        -
make_batch          -       -    -          -       -      -        -          -          -       -        -        -
view_piece          -       -    -          -       -      -        -          -          -       -        yes      yes
keep_piece          -       -    -          -       -      -        -          -          -       -        -        -
view_insight        -       -    -          -       -      -        -          -          -       -        -        -
give_grant          -       -    -          -       -      -        -          -          -       -        -        -
recuse              -       -    -          -       -      -        -          -          -       -        -        -
view_reading_log    -       -    -          -       -      -        -          -          -       -        -        -
configure           -       -    -          -       -      -        -          -          -       -        -        -
confirm_rights      -       -    -          -       -      -        -          -          -       -        -        -
view_triangle       -       -    -          -       -      -        -          -          -       -        -        -
hand_out_work       -       -    -          -       -      -        -          -          -       -        -        -
""",
    # No object is needed.
    "none": """
                    eerste  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  inwoner  meelezer
report_case         yes     yes  yes        yes     yes    -        -          -          -       -        -        -
view_case           -       -    -          -       -      -        -          -          -       -        -        -
view_file           -       -    -          -       -      -        -          -          -       -        -        -
view_shielded       -       -    -          -       -      -        -          -          -       -        -        -
view_own            -       -    -          -       -      -        -          -          -       -        -        -
steer_own           -       -    -          -       -      -        -          -          -       -        -        -
edit_file           -       -    -          -       -      -        -          -          -       -        -        -
convert_case        -       -    -          -       -      -        -          -          -       -        -        -
take_up_case        -       -    -          -       -      -        -          -          -       -        -        -
advise_case         -       -    -          -       -      -        -          -          -       -        -        -
lead_case           -       -    -          -       -      -        -          -          -       -        -        -
end_case            -       -    -          -       -      -        -          -          -       -        -        -
reopen_case         -       -    -          -       -      -        -          -          -       -        -        -
assign_case         -       -    -          -       -      -        -          -          -       -        -        -
settle_double       -       -    -          -       -      -        -          -          -       -        -        -
view_handover       -       -    -          -       -      -        -          -          -       -        -        -
offer_handover      -       -    -          -       -      -        -          -          -       -        -        -
answer_handover     -       -    -          -       -      -        -          -          -       -        -        -
view_goal           -       -    -          -       -      -        -          -          -       -        -        -
report_goal         -       -    -          -       -      -        -          -          -       -        -        -
view_decision       -       -    -          -       -      -        -          -          -       -        -        -
issue_indicatie     -       -    -          -       -      -        -          -          -       -        -        -
review_indicatie    -       -    -          -       -      -        -          -          -       -        -        -
decide_application  -       -    -          -       -      -        -          -          -       -        -        -
decide_after_end    -       -    -          -       -      -        -          -          -       -        -        -
view_vangnet        -       -    -          -       -      -        -          -          -       -        -        -
request_vangnet     -       -    -          -       -      -        -          -          -       -        -        -
decide_vangnet      -       -    -          -       -      -        -          -          -       -        -        -
pay_vangnet         -       -    -          -       -      -        -          -          -       -        -        -
view_budget         -       -    -          -       -      -        -          -          -       -        -        -
view_document       -       -    -          -       -      -        -          -          -       -        -        -
make_document       -       -    -          -       -      -        -          -          -       -        -        -
send_document       -       -    -          -       -      -        -          -          -       -        -        -
make_batch          -       yes  yes        yes     yes    -        -          -          -       -        -        -
view_piece          -       -    -          -       -      -        -          -          -       -        -        -
keep_piece          -       -    -          -       -      -        -          -          -       -        -        -
view_insight        -       -    -          -       -      -        -          -          -       -        -        -
give_grant          -       -    -          -       -      -        -          -          -       -        -        -
recuse              -       -    -          -       -      -        -          -          -       -        -        -
view_reading_log    -       -    -          -       -      -        -          -          -       yes      -        -
configure           -       -    -          -       -      -        -          -          yes     -        -        -
confirm_rights      -       -    -          -       -      -        -          -          -       -        -        -
view_triangle       -       yes  yes        yes     yes    -        -          -          -       -        -        -
hand_out_work       -       -    -          yes     yes    -        -          -          -       -        -        -
""",
}
