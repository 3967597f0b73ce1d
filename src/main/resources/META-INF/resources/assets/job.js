// Shows the progress of a job without reloading. Where scripts do not run, the page refreshes itself.
const job = document.getElementById('job');
const part = (id) => document.getElementById(id);
let announced = -1;

function show(view) {
  const bar = part('bar');
  bar.max = Math.max(1, view.total);
  bar.value = view.done;
  part('line').textContent = view.line;
  document.title = document.title.replace(/^(\d+ % – )?/, `${view.percent} % – `);
  const step = Math.floor(view.percent / 10);
  if (step !== announced) {
    announced = step;
    part('spoken').textContent = view.line;
  }
}

async function poll() {
  try {
    const answer = await fetch(job.dataset.progress, { headers: { accept: 'application/json' } });
    if (answer.ok) {
      const view = await answer.json();
      show(view);
      if (view.ended) {
        location.reload();
        return;
      }
    }
  } catch {
    // the next turn tries again; the job itself does not depend on this page
  }
  setTimeout(poll, 1000);
}

poll();
