//! Work that goes on beside the answers until the server stops.

use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Tasks that run.
#[derive(Debug)]
pub struct Crew {
    stop: watch::Sender<()>,
    tasks: Vec<JoinHandle<()>>,
}

impl Crew {
    /// Starts a task for each place. A task ends soon after its receiver is closed.
    pub fn start<P, W>(places: impl IntoIterator<Item = P>, work: impl Fn(P, watch::Receiver<()>) -> W) -> Self
    where
        W: Future<Output = ()> + 'static,
    {
        let (stop, stopped) = watch::channel(());
        let tasks = places
            .into_iter()
            .map(|place| actix_web::rt::spawn(work(place, stopped.clone())))
            .collect();
        Self { stop, tasks }
    }

    /// Lets the tasks finish what they are at, and ends them.
    pub async fn stop(self) {
        drop(self.stop);
        for task in self.tasks {
            // A task that panicked has said so in the log.
            let _ = task.await;
        }
    }
}
