/// What a network's page speaks of, in its order.
enum Topic: CaseIterable {
  case income, breakEven, burning, schedule, supply, demand, suppliers, customers, cost
  case reliability, holders, treasury, valuation, risk, fundamentals, assurance

  var title: String {
    switch self {
    case .income: "Income and emission"
    case .breakEven: "Break-even"
    case .burning: "Burn and mint"
    case .schedule: "Schedule against actual"
    case .supply: "Supply and dilution"
    case .demand: "Demand against supply"
    case .suppliers: "Suppliers"
    case .customers: "Customers"
    case .cost: "Cost against the incumbent"
    case .reliability: "Reliability"
    case .holders: "Holders"
    case .treasury: "Treasury and runway"
    case .valuation: "Valuation"
    case .risk: "Price risk"
    case .fundamentals: "Price against fundamentals"
    case .assurance: "What the figures are worth"
    }
  }

  /// The metrics of the topic, in the order of the lines.
  var metrics: [String] { business ?? token }

  private var business: [String]? {
    switch self {
    case .income:
      [
        "revenue", "revenue_growth_qoq", "revenue_growth_yoy", "revenue_cqgr", "run_rate",
        "exit_run_rate", "revenue_ltm", "revenue_volume_effect", "revenue_price_effect",
        "revenue_variation", "product_concentration", "fees", "supply_side_revenue",
        "protocol_revenue", "holders_revenue", "treasury_revenue", "take_rate",
        "revenue_evidenced", "evidence_share", "discretionary_burns", "discretionary_share",
        "emissions_usd", "revenue_to_emission", "revenue_to_emission_since_launch",
        "emission_per_revenue", "fees_to_provider_emission", "subsidy_share",
        "incentive_efficiency", "incentive_efficiency_lagged", "incentive_efficiency_marginal",
        "earnings", "earnings_margin", "net_value_to_holders", "holder_yield", "rule_of_40",
      ]
    case .breakEven:
      [
        "break_even_price", "break_even_date", "break_even_date_bear", "break_even_date_bull",
        "break_even_growth", "revenue_trend", "revenue_trend_fit",
      ]
    case .demand:
      [
        "capacity", "capacity_growth", "usage", "usage_growth", "growth_gap", "overbuild_index",
        "utilization", "sold_share", "active_providers", "revenue_per_capacity",
        "realized_price",
      ]
    case .suppliers:
      [
        "fees_per_provider", "provider_net_income", "provider_payback",
        "provider_payback_demand_only", "provider_break_even_price", "provider_churn",
        "reward_gini", "regional_concentration",
      ]
    case .customers:
      [
        "customers", "customers_gained", "customers_reactivated", "customers_lost",
        "customer_retention",
        "net_revenue_retention", "gross_revenue_retention", "revenue_churn", "cohorts",
        "revenue_per_customer", "revenue_per_customer_median", "top_customer_share",
        "top_10_customer_share", "customer_concentration", "related_party_share", "quick_ratio",
        "recurring_share",
      ]
    case .cost:
      [
        "discount_to_centralized", "discount_quality_adjusted", "full_unit_cost",
        "discount_without_subsidy", "peg_ratio",
      ]
    case .reliability:
      [
        "availability", "error_budget", "sla_attainment", "node_uptime", "fault_rate",
        "incidents", "time_to_repair",
      ]
    case .treasury:
      [
        "treasury", "treasury_without_own_token", "spend_gross", "spend_net", "runway",
        "runway_without_own_token", "runway_stressed", "runway_stressed_80",
        "capital_efficiency", "burn_multiple",
      ]
    default: nil
    }
  }

  private var token: [String] {
    switch self {
    case .burning:
      [
        "tokens_burned", "tokens_emitted", "net_emission", "burned_usd", "burn_to_mint",
        "tokens_reminted", "burn_to_mint_usage", "deflation_days", "deflation_longest_run",
        "equilibrium_price", "equilibrium_premium", "equilibrium_revenue", "credit_float",
      ]
    case .schedule: ["schedule_gap", "scheduled_emission_next_year", "halving_effect"]
    case .supply:
      [
        "circulating_supply", "total_supply", "max_supply", "float_share", "dilution",
        "dilution_annualized", "supply_residual", "supply_residual_share", "unlocks_next_30d",
        "unlocks_next", "unlocks_next_365d", "unlocks_next_usd", "unlocks_next_share",
        "unlock_overhang", "sell_pressure",
      ]
    case .holders:
      [
        "nakamoto_coefficient", "gini", "holder_concentration", "top_10_share",
        "insider_share", "nakamoto_coefficient_all", "gini_all", "holder_concentration_all",
        "top_10_share_all",
      ]
    case .valuation:
      [
        "price", "market_cap", "fully_diluted_valuation", "price_to_usage_revenue",
        "price_to_sales", "price_to_sales_fdv", "price_to_fees", "price_to_fees_fdv",
        "price_to_earnings", "price_to_holders_revenue", "enterprise_value_to_sales",
        "price_to_sales_growth", "market_cap_per_capacity", "market_cap_per_provider",
        "market_cap_per_customer", "price_to_sales_percentile",
        "price_to_sales_token_terminal", "price_to_sales_defillama",
        "price_to_sales_depin_ninja", "price_to_sales_conventions",
      ]
    case .risk:
      [
        "price", "price_return", "cagr", "all_time_high", "drawdown_from_ath",
        "recovery_needed", "max_drawdown", "drawdowns", "longest_drawdown",
        "underwater_share", "ulcer_index", "volatility", "downside_deviation", "sharpe",
        "sortino", "calmar", "value_at_risk", "expected_shortfall", "beta", "correlation",
        "beta_ethereum", "correlation_ethereum", "beta_solana", "correlation_solana",
        "turnover", "average_daily_volume",
      ]
    case .fundamentals:
      [
        "divergence", "price_effect_multiple", "price_effect_revenue", "price_effect_supply",
        "co_movement", "lead_lag", "quadrant", "revenue_growth_yoy", "price_return",
      ]
    default:
      [
        "coverage", "freshness", "flat_line", "outliers", "identity_gap",
        "reconciliation_gap", "restatement", "reproduced",
      ]
    }
  }
}
