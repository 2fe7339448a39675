(function () {
  'use strict';
  var wide = window.matchMedia('(min-width: 801px)');
  var aside = document.querySelector('aside');
  var cards = Array.prototype.slice.call(document.querySelectorAll('.card'));
  var groups = {};

  /* Every element that speaks of one entity: its mentions, its line in the overview, its card. */
  document.querySelectorAll('[data-e]').forEach(function (node) {
    (groups[node.dataset.e] = groups[node.dataset.e] || []).push(node);
  });
  cards.forEach(function (card) {
    (groups[card.id] = groups[card.id] || []).push(card);
    card.dataset.e = card.id;
  });

  /* Cards move down to the height of their first mention, in order, without covering one another. */
  function place() {
    cards.forEach(function (card) { card.style.marginTop = ''; });
    if (!wide.matches) return;
    cards.forEach(function (card) {
      var first = document.getElementById(card.dataset.first);
      var gap = first ? first.getBoundingClientRect().top - card.getBoundingClientRect().top - 10 : 0;
      if (gap > 0) card.style.marginTop = gap + 'px';
    });
  }

  function light(event, on) {
    var node = event.target.closest ? event.target.closest('[data-e]') : null;
    if (node) groups[node.dataset.e].forEach(function (one) { one.classList.toggle('on', on); });
  }
  ['mouseover', 'focusin'].forEach(function (type) {
    document.addEventListener(type, function (event) { light(event, true); });
  });
  ['mouseout', 'focusout'].forEach(function (type) {
    document.addEventListener(type, function (event) { light(event, false); });
  });

  window.addEventListener('resize', place);
  window.addEventListener('load', place);
  aside.addEventListener('toggle', place, true);
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (one) { one.open = true; });
  });
  place();
})();
