//! Strongly connected components of a graph.

use rustc_hash::FxHashMap;

/// Returns the strongly connected components of the graph in reverse topological order: a component
/// comes after those that it leads to.
///
/// Tarjan's algorithm with an explicit stack, because descriptions may nest deeper than the call
/// stack allows.
pub fn strong_components<I: Copy + Eq + std::hash::Hash>(
    ids: impl IntoIterator<Item = I>,
    successors: impl Fn(I) -> Vec<I>,
) -> Vec<Vec<I>> {
    let mut search = Search {
        visits: FxHashMap::default(),
        stack: Vec::new(),
        components: Vec::new(),
    };
    for id in ids {
        if !search.visits.contains_key(&id) {
            search.run(id, &successors);
        }
    }
    search.components
}

/// The state of a visited id.
#[derive(Debug, Clone, Copy)]
struct Visit {
    /// The position in the order of visits.
    index: usize,
    /// The lowest index that is reachable from it within the current component.
    low: usize,
    on_stack: bool,
}

struct Search<I> {
    visits: FxHashMap<I, Visit>,
    stack: Vec<I>,
    components: Vec<Vec<I>>,
}

impl<I: Copy + Eq + std::hash::Hash> Search<I> {
    fn run(&mut self, root: I, successors: &impl Fn(I) -> Vec<I>) {
        self.enter(root);
        let mut work = vec![(root, successors(root))];
        while let Some((id, open)) = work.last_mut() {
            let id = *id;
            let Some(next) = open.pop() else {
                work.pop();
                let low = self.leave(id);
                if let (Some((parent, _)), Some(low)) = (work.last(), low) {
                    self.lower(*parent, low);
                }
                continue;
            };
            match self.visits.get(&next).copied() {
                None => {
                    self.enter(next);
                    work.push((next, successors(next)));
                }
                Some(met) if met.on_stack => self.lower(id, met.index),
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, id: I) {
        let index = self.visits.len();
        let visit = Visit {
            index,
            low: index,
            on_stack: true,
        };
        self.visits.insert(id, visit);
        self.stack.push(id);
    }

    fn lower(&mut self, id: I, to: usize) {
        if let Some(visit) = self.visits.get_mut(&id) {
            visit.low = to.min(visit.low);
        }
    }

    /// Ends the visit of `id`, and completes its component if `id` is the root. Returns the low
    /// link.
    fn leave(&mut self, id: I) -> Option<usize> {
        let visit = *self.visits.get(&id)?;
        if visit.index == visit.low {
            let mut component = Vec::new();
            while let Some(member) = self.stack.pop() {
                if let Some(visit) = self.visits.get_mut(&member) {
                    visit.on_stack = false;
                }
                component.push(member);
                if member == id {
                    break;
                }
            }
            self.components.push(component);
        }
        Some(visit.low)
    }
}

#[cfg(test)]
mod tests {
    use super::strong_components;

    #[test]
    fn ids_that_lead_to_each_other_are_one_group() {
        let edges: [&[usize]; 7] = [&[1], &[2], &[0, 3], &[4], &[3], &[5], &[]];
        let mut groups = strong_components(0..edges.len(), |id| edges[id].to_vec());
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort();
        assert_eq!(groups, [vec![0, 1, 2], vec![3, 4], vec![5], vec![6]]);
    }

    #[test]
    fn a_long_path_does_not_overflow_the_stack() {
        let groups = strong_components(0..1_000_000_usize, |id| match id {
            999_999 => Vec::new(),
            id => vec![id + 1],
        });
        assert_eq!(groups.len(), 1_000_000);
    }
}
