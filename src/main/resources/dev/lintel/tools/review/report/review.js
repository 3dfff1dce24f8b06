'use strict';
(() => {
  const root = document.documentElement;
  root.dataset.script = '';

  // the theme is set before anything is drawn; a browser may refuse to keep it
  const kept = {
    get: () => { try { return localStorage.getItem('lintel-theme'); } catch (e) { return null; } },
    set: (theme) => { try { localStorage.setItem('lintel-theme', theme); } catch (e) { /* for this visit only */ } }
  };
  const theme = kept.get();
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

  const toggleTheme = () => {
    const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const next = (root.dataset.theme || system) === 'dark' ? 'light' : 'dark';
    root.dataset.theme = next;
    kept.set(next);
  };

  const copy = async (button) => {
    const text = button.dataset.copy;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch (e) {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      done = document.execCommand('copy');
      area.remove();
      button.focus();
    }
    button.textContent = done ? 'Copied' : 'Not copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  };

  addEventListener('DOMContentLoaded', () => {
    const filter = document.getElementById('filter');
    const shown = document.getElementById('shown');
    const nothing = document.getElementById('nothing');
    const toggles = [...document.querySelectorAll('[data-state]')];
    const items = [...document.querySelectorAll('[data-f]')];
    const groups = [...document.querySelectorAll('[data-group], main > section:not(#verdict)')];
    const statements = items.filter((item) => item.id.startsWith('statement/'));
    let texts = null;

    const apply = () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      const states = toggles.filter((t) => t.getAttribute('aria-pressed') === 'true').map((t) => t.dataset.state);
      const filtering = words.length > 0 || states.length > 0;
      if (words.length > 0 && !texts) texts = items.map((item) => item.textContent.toLowerCase());
      items.forEach((item, i) => {
        item.hidden = !(words.every((word) => texts[i].includes(word)) &&
          (states.length === 0 || item.dataset.f.split(' ').some((state) => states.includes(state))));
      });
      // what holds nothing that matches goes too, matrix and all
      groups.forEach((group) => {
        group.hidden = filtering && !group.querySelector('[data-f]:not([hidden])');
      });
      nothing.hidden = items.some((item) => !item.hidden) || !filtering;
      const left = statements.filter((item) => !item.hidden).length;
      shown.textContent = filtering ? left + ' of ' + statements.length + ' statements' : '';
    };

    const clear = () => {
      filter.value = '';
      toggles.forEach((toggle) => toggle.setAttribute('aria-pressed', 'false'));
      apply();
    };

    // a link to a statement shows it, whatever is closed or filtered away
    const show = () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target) return;
      if (target.closest('[hidden]')) clear();
      for (let at = target; at; at = at.parentElement) {
        if (at.tagName === 'DETAILS') at.open = true;
      }
      target.scrollIntoView({ block: 'start' });
      const heading = target.querySelector(':scope > summary');
      if (heading) heading.focus({ preventScroll: true });
    };

    const step = (from, by) => {
      const visible = [...document.querySelectorAll('.st > summary')].filter((s) => !s.closest('[hidden]'));
      const to = from ? visible[visible.indexOf(from) + by] : visible[0];
      if (to) to.focus();
      else if (by < 0) filter.focus();
    };

    filter.addEventListener('input', apply);
    addEventListener('hashchange', show);
    // not before: the browser's own way to the link's target takes the focus away
    addEventListener('load', show);
    document.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      const link = event.target.closest('a[href^="#"]');
      if (link && link.hash === location.hash) show();
      if (!button) return;
      if (button.id === 'theme') toggleTheme();
      if (button.dataset.copy) copy(button);
      if (button.dataset.state) {
        button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
        apply();
      }
    });
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.target;
      const summary = at.matches('.st > summary') ? at : null;
      if (event.key === '/' && at !== filter) {
        event.preventDefault();
        filter.focus();
        filter.select();
      } else if (event.key === 'Escape' && at === filter) {
        clear();
      } else if (event.key === 'ArrowDown' && (summary || at === filter)) {
        event.preventDefault();
        step(summary, 1);
      } else if (event.key === 'ArrowUp' && summary) {
        event.preventDefault();
        step(summary, -1);
      }
    });
  });
})();
