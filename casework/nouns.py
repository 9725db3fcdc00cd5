"""What each noun brings along: its effects register themselves when they are read."""

import casework.applications.effects
import casework.cases.effects
import casework.documents.effects
import casework.engine.door
import casework.goals.effects
import casework.handovers.effects
import casework.indicaties.effects
import casework.vangnet.effects  # noqa: F401
