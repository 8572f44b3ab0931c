"""The night as a DAG of Airflow: one task, because a night is one command that can be repeated."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="caspian_nightly",
    schedule="17 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,  # a night that was missed is spanned by the next one
    max_active_runs=1,
) as dag:
    BashOperator(
        task_id="night",
        # the variable "caspian" of Airflow is the folder of the checkout
        bash_command=".venv/bin/caspian nightly",
        cwd="{{ var.value.caspian }}",
        append_env=True,
        retries=1,
        retry_delay=timedelta(minutes=30),
        execution_timeout=timedelta(hours=3),
    )
