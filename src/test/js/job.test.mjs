import assert from 'node:assert/strict';
import { test } from 'node:test';
import { livelyStep, percentOf, sentenceOf } from '../../main/resources/META-INF/resources/assets/job.js';

const words = { of: '{0} of {1}', 'so-far': '{0} so far', rate: '{0}/s', left: 'about {0} left', failed: '{0} failed', seconds: '{0} s', minutes: '{0} min' };
const job = (more) => ({ state: 'running', step: 'sign', total: 1212, done: 640, failed: 0, ratePerSecond: 38.4, etaSeconds: 15, ...more });

test('all but one is not all, and nothing of nothing is nothing', () => {
  assert.equal(percentOf(job({ done: 1211 })), 99);
  assert.equal(percentOf(job({ done: 1212 })), 100);
  assert.equal(percentOf(job({ done: 1213 })), 100);
  assert.equal(percentOf(job({ done: 0, total: 0 })), 0);
});

test('the sentence says how many, how fast and how long still', () => {
  assert.equal(sentenceOf(job(), words, 'en'), '640 of 1,212 · 38/s · about 15 s left');
  assert.equal(sentenceOf(job({ etaSeconds: 600 }), words, 'vi'), '640 of 1.212 · 38/s · about 10 min left');
  assert.equal(sentenceOf(job({ failed: 2, ratePerSecond: 0 }), words, 'vi'), '640 of 1.212 · 2 failed');
  assert.equal(sentenceOf(job({ total: 0, etaSeconds: null }), words, 'en'), '640 so far · 38/s');
  assert.equal(sentenceOf(job({ state: 'paused' }), words, 'en'), '640 of 1,212');
});

test('what is read aloud changes every ten percent, not with every row', () => {
  assert.equal(livelyStep(job({ done: 640 })), livelyStep(job({ done: 700 })));
  assert.notEqual(livelyStep(job({ done: 640 })), livelyStep(job({ done: 740 })));
  assert.notEqual(livelyStep(job()), livelyStep(job({ state: 'paused' })));
  assert.notEqual(livelyStep(job()), livelyStep(job({ step: 'record' })));
});
