"""Long work of the demo company: done where it is asked for, so that the same things happen in the same order."""

from threading import Thread

from vosdesk.services.job_table import Job, Jobs


class JobsAtOnce(Jobs):
    """Jobs that have ended when they have been started. For one thread."""

    def launch(self, job: Job, thread: Thread) -> None:
        """Do the work of ``thread`` in this one."""
        self._forget(job.owner.user)
        self._jobs[job.id] = job
        thread.run()
