"""Every model module, for Django's discovery. Nobody imports it."""

import casework.applications.models
import casework.appointments.agenda
import casework.appointments.models
import casework.callbacks.models
import casework.cases.access
import casework.cases.drafts
import casework.cases.events
import casework.cases.models
import casework.cases.reporter
import casework.cases.work
import casework.cases.wrong_person
import casework.contacts.models
import casework.desk.kept_lists
import casework.documents.models
import casework.engine.life
import casework.engine.look_again
import casework.engine.missing_files
import casework.engine.nights
import casework.engine.notifications
import casework.engine.passing_days
import casework.engine.proof
import casework.engine.rerouting
import casework.goals.models
import casework.handovers.models
import casework.indicaties.models
import casework.law.models
import casework.network.models
import casework.notes.models
import casework.people.field_key
import casework.people.models
import casework.pieces.models
import casework.products.models
import casework.vangnet.batches
import casework.vangnet.models
import casework.waits.models  # noqa: F401
