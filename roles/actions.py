"""Everything one can do, as one closed list. Steps and pages name an action; `matrix` says whose it is."""

from enum import StrEnum


class Action(StrEnum):
    """What someone may do; the value is what the reading log and refusals store."""

    # the case
    REPORT_CASE = "report_case"
    VIEW_CASE = "view_case"  # that it exists, where it stands, one's own part in it
    VIEW_RECEPTION = "view_reception"  # what who picks up the phone needs: name, phone, address, appointments, post
    VIEW_FILE = "view_file"  # the whole file: notes, network, plan, decisions
    VIEW_SHIELDED = "view_shielded"
    VIEW_OWN = "view_own"  # the citizen's own page
    STEER_OWN = "steer_own"  # consent, representative's and citizen's say
    EDIT_FILE = "edit_file"  # notes, network, corrections
    KEEP_AGENDA = "keep_agenda"  # appointments: see, make, keep, call off
    ASK_CALL_BACK = "ask_call_back"  # take down that somebody wants to be rung
    CONVERT_CASE = "convert_case"
    WEIGH_CASE = "weigh_case"  # call, and say which road it goes and how heavy it is
    TAKE_UP_CASE = "take_up_case"
    ADVISE_CASE = "advise_case"
    LEAD_CASE = "lead_case"  # the regisseur's steps
    END_CASE = "end_case"
    REOPEN_CASE = "reopen_case"
    ASSIGN_CASE = "assign_case"
    SETTLE_DOUBLE = "settle_double"
    # hand-over
    VIEW_HANDOVER = "view_handover"
    OFFER_HANDOVER = "offer_handover"
    ANSWER_HANDOVER = "answer_handover"
    # what is shared
    VIEW_SHARING = "view_sharing"  # who gets what until when, and on which ground
    # goal
    VIEW_GOAL = "view_goal"
    REPORT_GOAL = "report_goal"
    # voorlopige indicatie and application
    VIEW_DECISION = "view_decision"
    ISSUE_INDICATIE = "issue_indicatie"
    REVIEW_INDICATIE = "review_indicatie"
    DECIDE_APPLICATION = "decide_application"
    DECIDE_AFTER_END = "decide_after_end"
    # what was granted
    VIEW_PROVISION = "view_provision"  # one kind of help: what, how much, from when, and whom to call
    DELIVER_HELP = "deliver_help"  # of one's own organisation: say that it began, stopped, or can't be
    KEEP_BACK_OFFICE = "keep_back_office"  # what contracts, invoices and the CAK must know, and what was taken over
    # objection
    VIEW_OBJECTION = "view_objection"
    HANDLE_OBJECTION = "handle_objection"  # all but deciding: repair, adjourn, hear
    DECIDE_OBJECTION = "decide_objection"
    # vangnet
    VIEW_VANGNET = "view_vangnet"
    REQUEST_VANGNET = "request_vangnet"
    DECIDE_VANGNET = "decide_vangnet"
    PAY_VANGNET = "pay_vangnet"
    RELEASE_PAYMENT = "release_payment"  # see the files for the bank, and be the second person for one
    VIEW_BUDGET = "view_budget"
    # the field around somebody, drawn by another body than leads the case
    VIEW_FORCE_FIELD = "view_force_field"
    MAKE_FORCE_FIELD = "make_force_field"  # who was asked by name, for as long as that was agreed
    # complaint
    REGISTER_COMPLAINT = "register_complaint"  # write one down, and follow those that are one's own to know
    HANDLE_COMPLAINT = "handle_complaint"  # who wasn't involved
    # paper
    VIEW_DOCUMENT = "view_document"
    MAKE_DOCUMENT = "make_document"
    SEND_DOCUMENT = "send_document"
    MAKE_BATCH = "make_batch"
    PRINT_POST = "print_post"  # the letters of one's teams that wait to be posted, at one go
    # what comes in
    VIEW_PIECE = "view_piece"
    KEEP_PIECE = "keep_piece"  # add one, put right what is said of it, take it out of the file
    # sight itself
    VIEW_INSIGHT = "view_insight"  # who can see this case, who did
    GIVE_GRANT = "give_grant"
    RECUSE = "recuse"
    VIEW_READING_LOG = "view_reading_log"
    CONFIGURE = "configure"
    CONFIRM_RIGHTS = "confirm_rights"  # be the second person for what beheer makes or widens
    # overviews
    VIEW_TRIANGLE = "view_triangle"
    HAND_OUT_WORK = "hand_out_work"
