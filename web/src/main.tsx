import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router-dom';
import { sessionKey } from './components/use_session';
import { ApiError } from './lib/api';
import { startI18n } from './lib/i18n';
import { colorSchemeKey } from './lib/preferences';
import { router } from './router';
import { cssVariables, theme } from './theme';
import './styles/mantine.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/search.css';
import './styles/record.css';
import './styles/follow.css';
import './styles/curate.css';
import './styles/taxonomy.css';
import './styles/templates.css';
import './styles/governance.css';
import './styles/people.css';
import './styles/projects.css';
import './styles/prose.css';
import './styles/learn.css';
import './styles/kickoff.css';
import './styles/brief.css';
import './styles/brief_print.css';

// A session that ended is noticed by the first call that needed it.
const onError = (error: Error) => {
  if (error instanceof ApiError && error.status === 401) void queryClient.invalidateQueries({ queryKey: sessionKey });
};

const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // A request that was refused stays refused; only a busy or unreachable server is asked once more.
      retry: (failures, error) => failures < 1 && (!(error instanceof ApiError) || error.status === 503),
    },
  },
});

const colorSchemeManager = localStorageColorSchemeManager({ key: colorSchemeKey });

await startI18n();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
      >
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
