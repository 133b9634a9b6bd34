"""One attempt: the site is put back, the change is made and killed, operation goes on, and all is checked."""

from django.db import connections

from tests.killing.checks import faults_at_once, faults_in_the_end, faults_of_mixture, read_tree
from tests.killing.forks import End, in_fork
from tests.killing.killing import Killer
from tests.killing.scenarios import Scenario
from tests.killing.state import State


def attempt(scenario: Scenario, world, state: State, at: int) -> tuple[End, list[str]]:
    """Kill a scenario at one of its writes; give how it ended and what is wrong."""
    state.put_back()
    scenario.prepare(world)
    before = read_tree()
    connections.close_all()

    def act(tell):
        killer = Killer(at, state.folder, tell)
        killer.start()
        scenario.act(world)
        tell(acknowledged=True, writes=killer.made)

    def check(tell):
        tell(faults=find_faults(scenario, world, before, acknowledged))

    end = in_fork(act)
    acknowledged = "acknowledged" in end.told
    checked = in_fork(check)
    raised = [process.told["error"] for process in (end, checked) if "error" in process.told]
    return end, [*raised, *checked.told.get("faults", [])]


def find_faults(scenario: Scenario, world, before: dict[str, bytes], acknowledged: bool) -> list[str]:
    """Check what the kill left, let operation go on, and check again."""
    killed = read_tree()
    faults = faults_at_once(before, acknowledged, scenario, world)
    scenario.recover(world)
    faults += faults_of_mixture(before, killed, read_tree())
    return faults + faults_in_the_end(scenario, world)
