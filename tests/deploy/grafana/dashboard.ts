// What newsmill's dashboards are made of, in Grafana's own types: each panel by its plugin, each query by its data source.
// `tests/deploy/test_dashboard_types.py` has tsc compile every dashboard as a literal of the type Dashboard.

import type * as schema from "@grafana/schema/dist/esm/raw/dashboard/x/dashboard_types.gen.d.ts";
import type * as piechart from "@grafana/schema/dist/esm/raw/composable/piechart/panelcfg/x/PieChartPanelCfg_types.gen.d.ts";
import type * as stat from "@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen.d.ts";
import type * as table from "@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen.d.ts";
import type * as timeseries from "@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen.d.ts";
import type { dataquery } from "@grafana/grafana-foundation-sdk/prometheus";
import type * as units from "@grafana/grafana-foundation-sdk/units";

// JSON has an enumeration's value where TypeScript wants its member.
type Json<T> = T extends string ? `${T}` : T extends object ? { [K in keyof T]: Json<T[K]> } : T;

// An unknown unit is shown as a suffix without a space, and no type of the schema minds. `suffix:` is a unit of one's own.
type Unit = (typeof units)[keyof typeof units] | `suffix:${string}`;

// The schema types a panel's links as a dashboard's, with fields that Grafana writes and reads for dashboards only.
type Link = Required<Pick<schema.DashboardLink, "title" | "targetBlank" | "url">>;

type Query = Omit<dataquery, "_implementsDataqueryVariant">; // a method, for Go's sake

type Shown<Type extends string, Options, Custom> = Omit<
  schema.Panel, "type" | "options" | "fieldConfig" | "targets" | "links"
> & {
  type: Type;
  options: Options;
  fieldConfig: {
    defaults: Omit<schema.FieldConfig, "custom" | "unit"> & { custom?: Custom; unit: Unit };
    overrides: schema.FieldConfigSource["overrides"];
  };
  targets: Query[];
  links?: Link[];
};

type Panel =
  | schema.RowPanel
  | Shown<"piechart", piechart.Options, piechart.FieldConfig>
  | Shown<"stat", stat.Options, never>
  | Shown<"table", table.Options, table.FieldConfig>
  | Shown<"timeseries", timeseries.Options, timeseries.FieldConfig>;

export type Dashboard = Json<Omit<schema.Dashboard, "panels"> & { panels: Panel[] }>;
