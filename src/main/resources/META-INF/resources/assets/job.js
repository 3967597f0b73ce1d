// How far a job is, in words; the server writes the same in JobProgress.

/** Whole percents, rounded down, so that all but one is not all. */
export function percentOf(job) {
  return job.total > 0 ? Math.floor((100 * Math.min(job.done, job.total)) / job.total) : 0;
}

/** Changes when somebody who cannot see the bar should hear of it: each ten percent, each step, each state. */
export function livelyStep(job) {
  return `${job.state} ${job.step} ${Math.floor(percentOf(job) / 10)}`;
}

const fill = (text, ...values) => values.reduce((filled, value, i) => filled.replaceAll(`{${i}}`, value), text);

/** How many of how many, how fast, how long still, how many failed. */
export function sentenceOf(job, words, lang) {
  const count = (n) => new Intl.NumberFormat(lang === 'en' ? 'en' : 'vi-VN', { maximumFractionDigits: 0 }).format(n);
  const parts = [job.total > 0 ? fill(words.of, count(job.done), count(job.total)) : fill(words['so-far'], count(job.done))];
  if (job.state === 'running' && job.ratePerSecond > 0) {
    parts.push(fill(words.rate, count(job.ratePerSecond)));
    if (Number.isFinite(job.etaSeconds) && job.done < job.total) {
      const seconds = job.etaSeconds;
      parts.push(fill(words.left, seconds < 90 ? fill(words.seconds, seconds) : fill(words.minutes, Math.round(seconds / 60))));
    }
  }
  if (job.failed > 0) {
    parts.push(fill(words.failed, count(job.failed)));
  }
  return parts.join(' · ');
}
